package io.menshen.telemetry;

import reactor.core.publisher.Mono;

/**
 * Spans around the stages of a request. The span in hand goes along in the Reactor context, as a
 * {@link TraceContext}; no thread holds one. A span tells its stage, its times, and the class of an
 * error or the kind of a refusal: nothing of a person, a caller or a request.
 */
public interface Spans {
    /** Whether there are any; where not, nothing is wrapped and nothing is spent. */
    boolean on();

    /** The span of a whole request, kept or not as the caller or the share of samples has it. */
    <T> Mono<T> root(Stage stage, Mono<T> work);

    /** A span below the one in hand; the work itself where that one is not kept. */
    <T> Mono<T> in(Stage stage, Mono<T> work);

    /** No spans. */
    static Spans none() {
        return new NoSpans();
    }

    /**
     * An interface whose every {@code Mono} is a stage; the real one itself where there are no
     * spans.
     */
    default <T> T around(Stage stage, Class<T> type, T real) {
        return on() ? Staged.of(this, stage, type, real) : real;
    }
}
