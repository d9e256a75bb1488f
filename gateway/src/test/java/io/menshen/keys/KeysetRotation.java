package io.menshen.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;

/** Gives every keyset of a folder a second key, number 2, which is the present one from then on. */
public final class KeysetRotation {
    private KeysetRotation() {}

    /** What is open already keeps the keys that it has. */
    public static void rotate(Path folder) throws IOException, GeneralSecurityException {
        Keysets.register();
        var root =
                TinkJsonProtoKeysetFormat.parseKeyset(
                                Files.readString(folder.resolve("root.json")),
                                Keysets.tink(),
                                InsecureSecretKeyAccess.get())
                        .getPrimitive(Keysets.tink(), Aead.class);
        for (var use : KeyUse.values()) {
            rotate(folder.resolve(use.name().toLowerCase(Locale.ROOT) + ".json"), use, root);
        }
    }

    private static void rotate(Path file, KeyUse use, Aead root)
            throws IOException, GeneralSecurityException {
        var bound = Framing.bytes("menshen keyset " + use.name());
        var tink = Keysets.tink();
        var keyset =
                TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
                        Files.readString(file), root, bound, tink);
        var key = KeysetHandle.generateEntryFromParameters(use.parameters());
        var rotated =
                KeysetHandle.newBuilder(keyset).addEntry(key.withFixedId(2).makePrimary()).build();
        Files.delete(file);
        KeyFiles.write(
                file,
                TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(rotated, root, bound, tink));
    }
}
