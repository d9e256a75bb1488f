package io.menshen.intake;

import java.util.Map;

/**
 * What was taken in: ids and tokens only.
 *
 * @param id of the decision, {@code d_…}
 * @param outcome what was done
 * @param subject the person's token for this caller and purpose
 * @param tokens by field, where the purpose shows it so
 * @param receipts id of the receipt of each consent, by the purpose that it names
 */
public record Taken(
        String id,
        Outcome outcome,
        String subject,
        Map<String, String> tokens,
        Map<String, String> receipts) {
    /** What was done; {@code VALID} where nothing was to be stored. */
    public enum Outcome {
        CREATED,
        UPDATED,
        VALID
    }
}
