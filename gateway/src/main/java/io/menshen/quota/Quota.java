package io.menshen.quota;

import io.menshen.catalog.Caps;
import io.menshen.kernel.Caller;
import reactor.core.publisher.Mono;

/**
 * Caps per consumer and purpose, by the minute and by the day (Asia/Shanghai), and per member of
 * staff behind a consumer, by the minute.
 */
public interface Quota {
    /**
     * Spends one person's worth of a caller's caps. What is refused is not counted. While Redis
     * does not answer, each instance keeps cap ÷ maximum replicas, rounded down (design, section
     * 8); as its count then begins anew, a window in which Redis was lost lets at most twice the
     * cap pass.
     *
     * @param purpose a name of the registry
     * @param caps those of the caller's consumer
     * @return empty where the caps allow it; a {@link io.menshen.kernel.RefusedException} {@code
     *     CAPPED} with the seconds to the end of the window that is used up, of several the longest
     */
    Mono<Void> spend(Caller caller, String purpose, Caps caps);

    /** How the caps are kept at present, after asking Redis once; it never fails. */
    Mono<QuotaState> state();

    /** How the caps are kept as far as the last use told; it asks nobody. */
    QuotaState remembered();
}
