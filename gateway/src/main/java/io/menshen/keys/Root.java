package io.menshen.keys;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** What wraps the keysets of a folder: a file, or a key service behind Tink's seam. */
interface Root {
    /** Whether keysets were made under it. */
    boolean exists();

    /**
     * What wraps the first keysets; {@link Making#keep} comes last, so that nothing is half used.
     */
    Making make() throws IOException, GeneralSecurityException;

    /**
     * What wraps and unwraps. It may ask another machine each time.
     *
     * @throws IOException where it is missing, or others than its owner can read it
     */
    Aead aead() throws IOException, GeneralSecurityException;

    /** A new root, and what makes it count. */
    record Making(Aead aead, Keep keep) {}

    /** Makes a new root count. */
    @FunctionalInterface
    interface Keep {
        void run() throws IOException;
    }
}
