package io.menshen.policy;

import static io.menshen.policy.BundleRefusedException.Fault.BROKEN;

import io.menshen.kernel.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A bundle's files in a gzipped tar archive, by names without a leading slash. Whether they are a
 * bundle, and a signed one, is not asked here.
 */
final class BundleArchive {
    /** The most that all files of a bundle may unpack to. */
    private static final int MOST = 32 << 20;

    private static final int MOST_FILES = 1_000;
    private static final int OWNER_ONLY = 0600;

    private BundleArchive() {}

    /**
     * The files by their names, which are without a leading slash.
     *
     * @throws BundleRefusedException where it is no archive, is too large, or holds a name twice, a
     *     link, or a name that leads elsewhere
     */
    static SortedMap<String, Bytes> read(Bytes archive) throws BundleRefusedException {
        var files = new TreeMap<String, Bytes>();
        var left = MOST;
        try (var tar =
                new TarArchiveInputStream(
                        new GZIPInputStream(new ByteArrayInputStream(archive.toArray())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isDirectory()) {
                    var content = content(tar, entry, left);
                    left -= content.size();
                    add(files, name(entry), content);
                }
            }
        } catch (BundleRefusedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new BundleRefusedException(BROKEN, "it is no gzipped tar archive", e);
        }
        return files;
    }

    private static Bytes content(TarArchiveInputStream tar, TarArchiveEntry entry, int left)
            throws IOException {
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || entry.isSparse()) {
            throw new BundleRefusedException(BROKEN, entry.getName() + " is not a plain file");
        }
        var content = tar.readNBytes(left + 1);
        if (content.length > left) {
            throw new BundleRefusedException(BROKEN, "it unpacks to more than " + MOST + " bytes");
        }
        return Bytes.copyOf(content);
    }

    private static void add(Map<String, Bytes> files, String name, Bytes content)
            throws BundleRefusedException {
        if (files.putIfAbsent(name, content) != null) {
            throw new BundleRefusedException(BROKEN, "it holds " + name + " twice");
        }
        if (files.size() > MOST_FILES) {
            throw new BundleRefusedException(BROKEN, "it holds more than " + MOST_FILES + " files");
        }
    }

    /** OPA takes {@code /a}, {@code ./a} and {@code a} for one name. */
    private static String name(TarArchiveEntry entry) throws BundleRefusedException {
        var name = entry.getName().replaceFirst("^(\\./|/)", "");
        if (Arrays.stream(name.split("/", -1))
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            throw new BundleRefusedException(BROKEN, entry.getName() + " is no name of a file");
        }
        return name;
    }

    /** The archive: equal files give equal bytes. */
    static Bytes write(SortedMap<String, Bytes> files) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files.entrySet()) {
                tar.putArchiveEntry(entry(file.getKey(), file.getValue().size()));
                tar.write(file.getValue().toArray());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a bundle cannot be written to memory", e);
        }
        return Bytes.copyOf(bytes.toByteArray());
    }

    private static TarArchiveEntry entry(String name, int size) {
        var entry = new TarArchiveEntry("/" + name, TarConstants.LF_NORMAL, true);
        entry.setSize(size);
        entry.setMode(OWNER_ONLY);
        entry.setModTime(0);
        return entry;
    }
}
