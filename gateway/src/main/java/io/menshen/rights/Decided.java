package io.menshen.rights;

import io.menshen.access.Granted;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Refusal;
import io.menshen.subject.Subject;
import reactor.core.publisher.Mono;

/**
 * What was decided was decided about the person as they stood then: a hold that came since is not
 * passed over.
 */
final class Decided {
    private Decided() {}

    /**
     * Completes where nobody else was first.
     *
     * @param changed the person as they will stand, made from the version that was read last
     *     Whoever was erased before stays erased.
     * @return a refusal {@code CONFLICT} where they were changed since the decision, or do not
     *     stand as was asked; nothing is done then
     */
    static Mono<Void> still(Granted granted, Subject changed, Lifecycle asked) {
        var erased = changed.lifecycle() == Lifecycle.ERASED || changed.isRetained();
        var asErased = erased && asked == Lifecycle.ERASED;
        var gone = erased && changed.keys() == null;
        var same = changed.version() == granted.subject().version();
        return (changed.lifecycle() == asked || asErased) && (same || gone)
                ? Mono.empty()
                : Mono.error(() -> Refusal.of(Refusal.Kind.CONFLICT).toException());
    }
}
