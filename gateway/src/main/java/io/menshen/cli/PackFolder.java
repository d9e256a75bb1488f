package io.menshen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a pack before they are zipped, in a folder that only its owner can read. */
record PackFolder(Path root) {
    Path file(String name) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    void write(String name, byte[] content) throws IOException {
        Files.write(file(name), content);
    }

    /** The text of a file that comes with this program. */
    String text(String name) throws IOException {
        try (var stream = PackFolder.class.getResourceAsStream("pack/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
        }
    }

    /** The same as a file of the pack. */
    void resource(String name) throws IOException {
        write(name, text(name).getBytes(UTF_8));
    }

    /** As {@code sha256sum} writes them: a line a file, by name. */
    String sums() throws IOException {
        var sums = new StringBuilder();
        for (var name : names()) {
            sums.append(sha256(root.resolve(name))).append("  ").append(name).append('\n');
        }
        return sums.toString();
    }

    private static String sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                Files.copy(file, sink);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /** Writes them as one file, which is replaced once it is whole; only its owner can read it. */
    void zip(Path target) throws IOException {
        var folder = target.toAbsolutePath().getParent();
        var half = Files.createTempFile(folder, "pack", ".new");
        try {
            try (var zip = new ZipOutputStream(Files.newOutputStream(half), UTF_8)) {
                for (var name : names()) {
                    zip.putNextEntry(new ZipEntry(name));
                    Files.copy(root.resolve(name), zip);
                    zip.closeEntry();
                }
            }
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    void delete() throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
