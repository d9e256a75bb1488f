package io.menshen.keys;

import java.security.GeneralSecurityException;

/** The key service did not wrap or unwrap: away, slow, or it refuses the key. */
public final class KeyServiceException extends GeneralSecurityException {
    private static final long serialVersionUID = 1L;

    KeyServiceException(String what) {
        super("the key service: " + what);
    }
}
