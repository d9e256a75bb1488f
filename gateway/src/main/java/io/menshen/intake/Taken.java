package io.menshen.intake;

import java.util.Map;

/**
 * What was taken in: ids and tokens only.
 *
 * @param id of the decision, {@code d_…}
 * @param outcome what was done
 * @param subject the person's token for this caller and purpose
 * @param tokens by field, where the purpose shows it so
 */
public record Taken(String id, Outcome outcome, String subject, Map<String, String> tokens) {
    /** What was done; {@code VALID} where nothing was to be stored. */
    public enum Outcome {
        CREATED,
        UPDATED,
        VALID
    }
}
