package io.menshen.connectors;

/** A message was not taken. It names neither the person nor what was said. */
public final class DeliveryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** This deployment has no way to send it. */
        NOT_SET_UP,
        /** The other side does not take it, and will not if asked again. */
        REFUSED,
        /** The other side did not answer in time, or answered that it cannot now. */
        UNREACHABLE
    }

    private final Kind kind;

    /** A message that was not taken. */
    public DeliveryException(Kind kind) {
        super("a message was not taken: " + kind, null, false, false);
        this.kind = kind;
    }

    /** Why it was not taken. */
    public Kind kind() {
        return kind;
    }
}
