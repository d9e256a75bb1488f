package io.menshen.standalone.data;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody but their owner may read. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** Makes a folder and those above it, where they are missing. */
    public static Path folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        var permissions = PosixFilePermissions.fromString("rwx------");
        try {
            return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(permissions));
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(folder)) {
                return folder;
            }
            throw e;
        }
    }

    /** Writes a file at once: a reader sees the old text or the new one, never a part. */
    public static void write(Path file, String text) throws IOException {
        var permissions = PosixFilePermissions.fromString("rw-------");
        var written =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "new",
                        null,
                        PosixFilePermissions.asFileAttribute(permissions));
        Files.writeString(written, text);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
