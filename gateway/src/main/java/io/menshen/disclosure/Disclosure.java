package io.menshen.disclosure;

import java.util.List;
import java.util.SequencedMap;

/**
 * The answer to a read.
 *
 * @param id of the decision, {@code d_…}
 * @param subject the person's token for this caller and purpose
 * @param withheld the code for each field that was wanted and is not shown
 * @param matches whether each compared value is the person's
 */
record Disclosure(
        String id,
        String subject,
        String purpose,
        List<Shown> fields,
        SequencedMap<String, String> withheld,
        SequencedMap<String, Boolean> matches,
        int policyRevision) {}
