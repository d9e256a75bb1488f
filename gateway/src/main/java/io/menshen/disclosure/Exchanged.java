package io.menshen.disclosure;

import java.util.SortedMap;

/**
 * The answer to an exchange.
 *
 * @param id of the decision, {@code d_…}
 * @param subject the person's token for this caller and purpose, under the present key
 * @param tokens the token of the value under the present key, by field; empty where the person's
 *     own was exchanged
 * @param withheld the code where there is no token of the value
 */
record Exchanged(
        String id,
        String subject,
        SortedMap<String, String> tokens,
        SortedMap<String, String> withheld,
        int policyRevision) {}
