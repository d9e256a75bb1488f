package io.menshen.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;

/**
 * Keysets as files of one folder, each encrypted by the root and bound to its use. The root is
 * {@code root.json}, in clear and readable by its owner only, or a key of a key service.
 */
public final class KeysetFiles {
    private final Path folder;
    private final Root root;

    /** The keysets of that folder under a root of the same folder; they need not exist yet. */
    public KeysetFiles(Path folder) {
        this(folder, RootFile.in(folder));
    }

    /**
     * The keysets of that folder under a key of a key service.
     *
     * @param uri as the client knows the key
     */
    public KeysetFiles(Path folder, KmsClient client, String uri) {
        this(folder, new KmsRoot(folder, client, uri));
    }

    private KeysetFiles(Path folder, Root root) {
        this.folder = folder;
        this.root = root;
    }

    /** The keysets that the properties name, under the root that they name. */
    public static KeysetFiles of(KeysProperties properties) {
        var transit = properties.transit();
        return transit == null
                ? new KeysetFiles(properties.folder())
                : new KeysetFiles(properties.folder(), TransitClient.of(transit), transit.keyUri());
    }

    /**
     * Makes the folder and fresh keysets in it.
     *
     * @throws IOException where the folder holds keysets already or cannot be written, or the key
     *     service does not answer
     */
    public void create() throws IOException, GeneralSecurityException {
        if (root.exists()) {
            throw new IOException(
                    folder.resolve("root.json") + " exists; keysets are never overwritten");
        }
        KeyFiles.createFolder(folder);
        var keysets = Keysets.generate();
        var making = root.make();
        for (var use : KeyUse.values()) {
            // What a creation that was cut off left has no root and opens nothing.
            Files.deleteIfExists(file(use));
            KeyFiles.write(file(use), text(use, keysets.of(use), making.aead()));
        }
        new KeyDates(folder).madeAll(Clock.systemUTC().instant());
        // The root comes last: a creation that was cut off is begun anew, not half used.
        making.keep().run();
    }

    /** Makes the keyset of a use where there is none; answers whether it did. */
    boolean make(KeyUse use) throws IOException, GeneralSecurityException {
        if (!root.exists() || Files.exists(file(use))) {
            return false;
        }
        KeyFiles.write(file(use), text(use, Keysets.generate().of(use), root.aead()));
        return true;
    }

    /** Whether keysets were created here. */
    public boolean exist() {
        return root.exists();
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /**
     * Opens the keysets.
     *
     * @throws IOException where a file is missing, or folder or root can be read by others than
     *     their owner, in any profile
     * @throws GeneralSecurityException where a keyset was altered or belongs to another root or use
     */
    public KeyRing open() throws IOException, GeneralSecurityException {
        return new TinkKeyRing(opened(texts()));
    }

    /**
     * Opens them as they will be when that epoch's key is the only one left: what others wrapped
     * does not open.
     *
     * @throws IOException as {@link #open}, and where there is no such key
     */
    public KeyRing openOnly(int epoch) throws IOException, GeneralSecurityException {
        var opened = opened(texts());
        var byUse = new EnumMap<>(opened.byUse());
        byUse.put(KeyUse.EPOCH, KeyVersions.only(opened.of(KeyUse.EPOCH), epoch));
        return new TinkKeyRing(new Keysets(byUse));
    }

    /** What is there, without any key. */
    public List<KeysetStatus> status() throws IOException, GeneralSecurityException {
        var keysets = opened(texts());
        var dates = new KeyDates(folder).read();
        var all = new ArrayList<KeysetStatus>();
        for (var use : KeyUse.values()) {
            var keyset = keysets.of(use);
            var versions =
                    IntStream.range(0, keyset.size())
                            .mapToObj(keyset::getAt)
                            .filter(entry -> entry.getStatus() == KeyStatus.ENABLED)
                            .map(KeysetHandle.Entry::getId)
                            .map(number -> KeysetStatus.version(use, number, dates))
                            .toList();
            all.add(new KeysetStatus(use, keyset.getPrimary().getId(), versions));
        }
        return List.copyOf(all);
    }

    /**
     * When a key was made; empty where that was not kept or cannot be read: nothing hangs on it.
     */
    Optional<Instant> made(KeyUse use, int number) {
        try {
            var dates = new KeyDates(folder).read();
            return Optional.ofNullable(KeysetStatus.version(use, number, dates).made());
        } catch (IOException | JacksonException | DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /**
     * Names what the files hold now: 16 hexadecimal digits, which change with every file and tell
     * nothing of a key.
     */
    public String fingerprint() throws IOException {
        return texts().fingerprint();
    }

    KeysetTexts texts() throws IOException {
        KeyFiles.refuseWhatOthersRead(folder);
        var byUse = new EnumMap<KeyUse, String>(KeyUse.class);
        for (var use : KeyUse.values()) {
            byUse.put(use, Files.readString(file(use)));
        }
        return new KeysetTexts(byUse);
    }

    Keysets opened(KeysetTexts texts) throws IOException, GeneralSecurityException {
        Keysets.register();
        var aead = root.aead();
        var byUse = new EnumMap<KeyUse, KeysetHandle>(KeyUse.class);
        for (var use : KeyUse.values()) {
            byUse.put(
                    use,
                    TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
                            texts.of(use), aead, use.bound(), Keysets.tink()));
        }
        return new Keysets(byUse);
    }

    /** Puts another keyset in the place of that use's. */
    void replace(KeyUse use, KeysetHandle keyset) throws IOException, GeneralSecurityException {
        KeyFiles.replace(file(use), text(use, keyset, root.aead()));
    }

    private static String text(KeyUse use, KeysetHandle keyset, Aead aead)
            throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                keyset, aead, use.bound(), Keysets.tink());
    }

    private Path file(KeyUse use) {
        return folder.resolve(use.word() + ".json");
    }
}
