package io.menshen.access;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * That there is nobody is told at whole steps of time since it was asked. Unknown, ambiguous and
 * refused people take the same queries and cryptography; what is left between them, a row that is
 * read or not, is some hundredths of a millisecond and goes under in a step (design, section 7).
 */
final class Steps {
    /** Longer than nearly every such answer takes; only who is not found waits for it. */
    static final Duration STEP = Duration.ofMillis(4);

    private Steps() {}

    /** The same answer; {@code NOT_FOUND} comes at the end of a step. */
    static <T> Mono<T> evened(Mono<T> answer) {
        return Mono.defer(() -> {
            var asked = System.nanoTime();
            return answer.onErrorResume(
                    Steps::isNobody,
                    nobody -> Mono.delay(rest(System.nanoTime() - asked)).then(Mono.error(nobody)));
        });
    }

    private static boolean isNobody(Throwable error) {
        return error instanceof RefusedException refused
                && refused.refusal().kind() == Refusal.Kind.NOT_FOUND;
    }

    /** From there to the end of the step. */
    static Duration rest(long nanoseconds) {
        var step = STEP.toNanos();
        return Duration.ofNanos(step - nanoseconds % step);
    }
}
