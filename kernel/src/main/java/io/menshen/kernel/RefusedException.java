package io.menshen.kernel;

/**
 * Carries a {@link Refusal} through a chain. It has no stack trace: refusing is an ordinary
 * outcome.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(refusal.kind().name(), null, false, false);
        this.refusal = refusal;
    }

    /** What is refused and why. */
    public Refusal refusal() {
        return refusal;
    }
}
