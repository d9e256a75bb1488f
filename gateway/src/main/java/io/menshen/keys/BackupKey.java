package io.menshen.keys;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * The key of backups, in a file of its own: it is kept apart from the data, from the backups and
 * from the gateways, none of which needs it. AES-256-GCM in segments of 1 MiB, by Tink.
 */
public final class BackupKey {
    private static final byte[] BOUND = Framing.bytes("menshen backup 1");

    private final StreamingAead aead;

    private BackupKey(StreamingAead aead) {
        this.aead = aead;
    }

    /**
     * Makes a key in a new file that is its owner's alone.
     *
     * @throws IOException where the file is there already; keys are never overwritten
     */
    public static void create(Path file) throws IOException, GeneralSecurityException {
        StreamingAeadConfig.register();
        var keyset =
                KeysetHandle.generateNew(
                        PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB, Keysets.tink());
        KeyFiles.write(
                file,
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        keyset, Keysets.tink(), InsecureSecretKeyAccess.get()));
    }

    /**
     * Opens the key of a file.
     *
     * @throws IOException where it is missing, or others than its owner can read it
     */
    public static BackupKey open(Path file) throws IOException, GeneralSecurityException {
        StreamingAeadConfig.register();
        KeyFiles.refuseWhatOthersRead(file);
        var keyset =
                TinkJsonProtoKeysetFormat.parseKeyset(
                        Files.readString(file), Keysets.tink(), InsecureSecretKeyAccess.get());
        return new BackupKey(keyset.getPrimitive(Keysets.tink(), StreamingAead.class));
    }

    /** Seals what is written; the last segment is written when it is closed. */
    public OutputStream sealing(OutputStream out) throws IOException, GeneralSecurityException {
        return aead.newEncryptingStream(out, BOUND);
    }

    /**
     * Opens what is read.
     *
     * @return a stream that fails with an {@link IOException} at the first segment that was
     *     altered, moved or cut off, or is under another key; only at its end is all of it known to
     *     be whole
     */
    public InputStream opening(InputStream in) throws IOException, GeneralSecurityException {
        return aead.newDecryptingStream(in, BOUND);
    }
}
