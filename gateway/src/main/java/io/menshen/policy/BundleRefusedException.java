package io.menshen.policy;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A bundle that is not taken. The message says what is wrong and with which of its files. */
public final class BundleRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    BundleRefusedException(Fault fault, String message) {
        this(fault, message, null);
    }

    BundleRefusedException(Fault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    /** What is wrong with it. */
    public Fault fault() {
        return fault;
    }

    /** Why a bundle is not taken. */
    public enum Fault {
        /** It is no bundle, or lacks what every bundle has, or does not compile. */
        BROKEN,
        /** It has no signature. */
        UNSIGNED,
        /** Its signature is by another key than the expected one. */
        FOREIGN_KEY,
        /** Its files are not those that were signed. */
        ALTERED,
        /** A newer revision was accepted before, or other contents under this one. */
        OLDER
    }
}
