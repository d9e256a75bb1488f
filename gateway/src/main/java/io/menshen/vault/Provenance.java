package io.menshen.vault;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Under what values are taken in; all of it is bound to each seal.
 *
 * @param notice version of the notice that was shown; 0 where the purpose needs none
 * @param expires the last day on which they may be used
 */
public record Provenance(
        String purpose, String channel, Instant at, int notice, LocalDate expires) {}
