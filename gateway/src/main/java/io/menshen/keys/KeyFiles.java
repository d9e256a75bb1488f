package io.menshen.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Files and folders of keys, which are their owner's alone, and pairs of keys as PEM files. */
public final class KeyFiles {
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final int LINE = 64;

    private KeyFiles() {}

    /** What a pair of keys signs. */
    public enum Pair {
        /** Checkpoints and exports of the audit: Ed25519. */
        AUDIT,
        /** Policy bundles: ES256, that is ECDSA on P-256. */
        BUNDLE;

        /** Where the private half stands in a folder of keys. */
        public Path privateFile(Path folder) {
            return folder.resolve(name().toLowerCase(Locale.ROOT) + "-private.pem");
        }

        /** Where the public half stands in a folder of keys. */
        public Path publicFile(Path folder) {
            return folder.resolve(name().toLowerCase(Locale.ROOT) + "-public.pem");
        }

        private KeyPair generate() throws GeneralSecurityException {
            return switch (this) {
                case AUDIT -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                case BUNDLE -> {
                    var generator = KeyPairGenerator.getInstance("EC");
                    generator.initialize(new ECGenParameterSpec("secp256r1"));
                    yield generator.generateKeyPair();
                }
            };
        }
    }

    /**
     * Makes a folder that is its owner's alone; one that is there already stays.
     *
     * @throws IOException where it cannot be made, or others can read what is there
     */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        refuseWhatOthersRead(folder);
    }

    /**
     * Makes a pair of keys: PKCS #8 and X.509 in PEM.
     *
     * @throws FileAlreadyExistsException where one of the files exists; keys are never overwritten
     */
    public static void createPair(Pair pair, Path privateFile, Path publicFile)
            throws IOException, GeneralSecurityException {
        if (Files.exists(privateFile) || Files.exists(publicFile)) {
            var there = Files.exists(privateFile) ? privateFile : publicFile;
            throw new FileAlreadyExistsException(there + " exists; keys are never overwritten");
        }
        var keys = pair.generate();
        write(publicFile, pem("PUBLIC KEY", keys.getPublic().getEncoded()));
        write(privateFile, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    }

    /**
     * Refuses a file or folder that others than its owner may read, change or enter.
     *
     * @throws IOException which says how to mend that
     */
    public static void refuseWhatOthersRead(Path path) throws IOException {
        var permissions = Files.getPosixFilePermissions(path);
        if (!FOLDER.containsAll(permissions)) {
            throw new IOException(
                    path
                            + " has permissions "
                            + PosixFilePermissions.toString(permissions)
                            + "; only its owner may have any: chmod "
                            + (Files.isDirectory(path) ? "700 " : "600 ")
                            + path);
        }
    }

    /** Writes a new file that is its owner's alone, whole and on disk or not at all. */
    static void write(Path file, String text) throws IOException {
        var written = written(file, text);
        try {
            // A link, and no move, fails where somebody else was first.
            Files.createLink(file, written);
        } finally {
            Files.delete(written);
        }
        force(folder(file));
    }

    /** Puts a file in the place of another; whoever reads sees the one or the other, whole. */
    static void replace(Path file, String text) throws IOException {
        Files.move(written(file, text), file, StandardCopyOption.ATOMIC_MOVE);
        force(folder(file));
    }

    private static Path written(Path file, String text) throws IOException {
        var attribute = PosixFilePermissions.asFileAttribute(FILE);
        var written = Files.createTempFile(folder(file), "key", ".new", attribute);
        try (var channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            var bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return written;
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    /** The name of a new file is on disk once its folder is. */
    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String pem(String label, byte[] encoded) {
        var base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
