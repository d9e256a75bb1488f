package io.menshen.policy;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Evaluates one revision of the policy. What it answers is bytes that the decision point has yet to
 * believe.
 */
public interface PolicyEngine {
    /**
     * The answer to one input.
     *
     * @param entrypoint what is asked
     * @param input the canonical request in JSON, UTF-8
     * @return the answer in JSON, UTF-8; an error where the engine has none
     */
    Mono<byte[]> evaluate(Entrypoint entrypoint, byte[] input);

    /**
     * The same within a time.
     *
     * @return a {@link java.util.concurrent.TimeoutException} where it takes longer
     */
    default Mono<byte[]> evaluate(Entrypoint entrypoint, byte[] input, Duration limit) {
        return evaluate(entrypoint, input).timeout(limit);
    }

    /** What may be asked. */
    enum Entrypoint {
        DECISION("rules/decision"),
        EXPLANATION("rules/explanation");

        private final String path;

        Entrypoint(String path) {
            this.path = path;
        }

        /** As the bundle names it. */
        public String path() {
            return path;
        }
    }
}
