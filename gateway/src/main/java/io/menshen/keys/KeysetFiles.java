package io.menshen.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Set;

/**
 * Keysets as files of one folder: {@code root.json} in clear and readable by its owner only, every
 * other keyset encrypted by it and bound to its use. The embedded default; production wraps by a
 * key service instead.
 */
public final class KeysetFiles {
    private static final Configuration TINK = Keysets.tink();
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");

    private final Path folder;

    /** The keysets of that folder, which need not exist yet. */
    public KeysetFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder and fresh keysets in it.
     *
     * @throws IOException where the folder holds keysets already or cannot be written
     */
    public void create() throws IOException, GeneralSecurityException {
        if (Files.exists(root())) {
            throw new IOException(root() + " exists; keysets are never overwritten");
        }
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        var keysets = Keysets.generate();
        var rootKeyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
        var root = rootKeyset.getPrimitive(TINK, Aead.class);
        for (var use : Keysets.Use.values()) {
            write(
                    file(use),
                    TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                            keysets.of(use), root, bound(use), TINK));
        }
        // The root comes last: a creation that was cut off is begun anew, not half used.
        write(
                root(),
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        rootKeyset, TINK, InsecureSecretKeyAccess.get()));
    }

    /** Whether keysets were created here. */
    public boolean exist() {
        return Files.exists(root());
    }

    /**
     * Opens the keysets.
     *
     * @throws IOException where a file is missing, or the root can be read by others than its owner
     * @throws GeneralSecurityException where a keyset was altered or belongs to another root or use
     */
    public KeyRing open() throws IOException, GeneralSecurityException {
        refuseWhatOthersRead(root());
        Keysets.register();
        var root =
                TinkJsonProtoKeysetFormat.parseKeyset(
                                Files.readString(root()), TINK, InsecureSecretKeyAccess.get())
                        .getPrimitive(TINK, Aead.class);
        var byUse = new EnumMap<Keysets.Use, KeysetHandle>(Keysets.Use.class);
        for (var use : Keysets.Use.values()) {
            byUse.put(
                    use,
                    TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
                            Files.readString(file(use)), root, bound(use), TINK));
        }
        return new TinkKeyRing(new Keysets(byUse));
    }

    private static void refuseWhatOthersRead(Path file) throws IOException {
        var permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IOException(
                    file
                            + " has permissions "
                            + PosixFilePermissions.toString(permissions)
                            + "; only its owner may read it: chmod 600 "
                            + file);
        }
    }

    private static void write(Path file, String text) throws IOException {
        var written =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "keyset",
                        ".new",
                        PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(written, text);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path root() {
        return folder.resolve("root.json");
    }

    private Path file(Keysets.Use use) {
        return folder.resolve(use.name().toLowerCase(Locale.ROOT) + ".json");
    }

    private static byte[] bound(Keysets.Use use) {
        return Framing.bytes("menshen keyset " + use.name());
    }
}
