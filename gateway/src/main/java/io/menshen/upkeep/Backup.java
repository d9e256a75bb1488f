package io.menshen.upkeep;

import io.menshen.keys.BackupKey;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Encrypted backups of the database, each of one moment (docs/adr/0011). It blocks and is for
 * commands only, with connections of the database's owner.
 */
public final class Backup {
    private final BackupKey key;

    /** Backups under that key. */
    public Backup(BackupKey key) {
        this.key = key;
    }

    /**
     * Writes all data as it is now to a file that is its owner's alone; what is there is replaced
     * once the new one is whole and on disk.
     *
     * @param owner is rolled back at the end
     * @return how many rows it holds
     */
    public long write(Connection owner, Path file)
            throws SQLException, IOException, GeneralSecurityException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        var mode = PosixFilePermissions.fromString("rw-------");
        var part =
                Files.createTempFile(
                        folder, "backup", ".part", PosixFilePermissions.asFileAttribute(mode));
        try (var out = new FileOutputStream(part.toFile())) {
            var rows = write(owner, new BufferedOutputStream(out));
            out.getChannel().force(true);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            force(folder);
            return rows;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long write(Connection owner, OutputStream out)
            throws SQLException, IOException, GeneralSecurityException {
        // It must not close the file, which is forced to disk first.
        var kept = new Unclosed(out);
        try (var sealed = key.sealing(kept)) {
            return new CopiedTables(owner).write(sealed);
        } finally {
            out.flush();
        }
    }

    /**
     * Puts a backup into an empty database that was migrated by the same version.
     *
     * @param owner is committed once all of the backup was read and is whole, else rolled back
     * @return how many rows were put
     * @throws IOException where a bit was altered, the end is missing, or the key is another
     * @throws SQLException where the database is not empty or has other tables
     */
    public long restore(Connection owner, Path file)
            throws SQLException, IOException, GeneralSecurityException {
        owner.setAutoCommit(false);
        try (var in = new BufferedInputStream(Files.newInputStream(file));
                var opened = key.opening(in)) {
            var rows = new CopiedTables(owner).read(opened);
            // Only the end of the stream tells that nothing was cut off.
            opened.transferTo(OutputStream.nullOutputStream());
            owner.commit();
            return rows;
        } finally {
            owner.rollback();
        }
    }

    /** SHA-256 of a file, in hexadecimal digits. */
    public static String digest(Path file) throws IOException, GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
