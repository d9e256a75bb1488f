package io.menshen.standalone.process;

import io.menshen.standalone.StandaloneException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * The servers' binaries as Maven brought them, unpacked once per version. Installations share the
 * folder.
 */
public final class Binaries {
    private final Path folder;

    /** Binaries in that folder, which need not exist yet. */
    public Binaries(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** The folder with PostgreSQL's {@code bin}, {@code lib} and {@code share}. */
    Path postgres() throws IOException {
        byte[] archive;
        try (var packed =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), architecture())) {
            archive = packed.readAllBytes();
        }
        var target = folder.resolve("postgres-" + digest(archive));
        if (!Files.isDirectory(target)) {
            var fresh = Files.createTempDirectory(Files.createDirectories(folder), "new");
            unpack(archive, fresh);
            publish(fresh, target);
        }
        return target;
    }

    /** The file of redis-server. */
    Path redis() throws IOException {
        var name = redisResource();
        var target = folder.resolve(name.substring(1));
        if (!Files.exists(target)) {
            try (var packed = ExecutableProvider.class.getResourceAsStream(name)) {
                copy(Objects.requireNonNull(packed), target);
            }
        }
        return target;
    }

    private static String redisResource() {
        var machine = OsArchitecture.detectOSandArchitecture();
        var name = ExecutableProvider.newProvidedVersionsMap().get(machine);
        if (name == null) {
            throw new StandaloneException("there is no redis-server for this machine");
        }
        return name;
    }

    private void copy(InputStream packed, Path target) throws IOException {
        var fresh = Files.createTempFile(Files.createDirectories(folder), "new", null);
        Files.copy(packed, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (var tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, entry.resolveIn(target));
            }
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** Who is second keeps what the first one made. */
    private static void publish(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static String system() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "Darwin" : "Linux";
    }

    private static String architecture() {
        return System.getProperty("os.arch");
    }

    private static String digest(byte[] archive) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(archive), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
