package io.menshen.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** The embedded default: a key in clear in {@code root.json}, which its owner alone can read. */
record RootFile(Path file) implements Root {
    static RootFile in(Path folder) {
        return new RootFile(folder.resolve("root.json"));
    }

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public Making make() throws GeneralSecurityException {
        var keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, Keysets.tink());
        return new Making(
                keyset.getPrimitive(Keysets.tink(), Aead.class),
                () -> KeyFiles.write(file, text(keyset)));
    }

    private static String text(KeysetHandle keyset) throws IOException {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    keyset, Keysets.tink(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IOException("the root has no text", e);
        }
    }

    @Override
    public Aead aead() throws IOException, GeneralSecurityException {
        KeyFiles.refuseWhatOthersRead(file);
        return TinkJsonProtoKeysetFormat.parseKeyset(
                        Files.readString(file), Keysets.tink(), InsecureSecretKeyAccess.get())
                .getPrimitive(Keysets.tink(), Aead.class);
    }
}
