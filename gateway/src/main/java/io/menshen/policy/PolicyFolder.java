package io.menshen.policy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * The folder where the policy keeps what outlives a restart. Compiled rules are run from here, so
 * nobody but the gateway may write to it.
 */
final class PolicyFolder {
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path path;

    private PolicyFolder(Path path) {
        this.path = path;
    }

    /**
     * Opens the folder, and creates it where there is none.
     *
     * @throws IOException where that fails, or somebody else may write to it
     */
    static PolicyFolder open(Path path) throws IOException {
        if (posix(path) && !Files.exists(path)) {
            var ownerOnly = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(ownerOnly));
        }
        Files.createDirectories(path);
        if (posix(path)
                && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS_WRITE::contains)) {
            throw new IOException(
                    path
                            + " may be written by others, who could change the policy. Try: chmod 700 "
                            + path);
        }
        return new PolicyFolder(path);
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** A file's content; empty where there is none. */
    Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(path.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Replaces a file as a whole; it is on the disk when this returns. */
    void write(String name, byte[] content) throws IOException {
        replace(path.resolve(name), content);
    }

    /** Replaces any file as a whole; it is on the disk when this returns. */
    static void replace(Path file, byte[] content) throws IOException {
        var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "fresh-", ".tmp");
        try {
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Deletes all but the newest files whose names end so. */
    void keepNewest(int most, String suffix) throws IOException {
        try (var files = Files.list(path)) {
            var old =
                    files.filter(file -> file.toString().endsWith(suffix))
                            .sorted(Comparator.comparingLong(PolicyFolder::age).reversed())
                            .skip(most)
                            .toList();
            for (var file : old) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long age(Path file) {
        return file.toFile().lastModified();
    }
}
