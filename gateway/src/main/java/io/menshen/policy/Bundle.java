package io.menshen.policy;

import io.menshen.kernel.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OPA bundle: the compiled rules and the registries they read.
 *
 * @param revision the integer in its data, 1 or more
 * @param wasm the compiled rules
 * @param data {@code data.json}, UTF-8
 */
public record Bundle(int revision, Bytes wasm, Bytes data) {
    /** The most that one file of a bundle may unpack to. */
    private static final int MOST = 16 << 20;

    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /**
     * Reads a bundle as {@code opa build -t wasm} writes it.
     *
     * @throws IOException where it is no bundle, lacks a file, holds a file of more than 16 MiB, or
     *     its data has no revision
     */
    public static Bundle read(Bytes archive) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var tar =
                new TarArchiveInputStream(
                        new GZIPInputStream(new ByteArrayInputStream(archive.toArray())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), limited(tar, entry.getName()));
            }
        }
        var data = file(files, "/data.json");
        return new Bundle(
                revision(data), Bytes.copyOf(file(files, "/policy.wasm")), Bytes.copyOf(data));
    }

    private static byte[] limited(TarArchiveInputStream tar, String name) throws IOException {
        var content = tar.readNBytes(MOST + 1);
        if (content.length > MOST) {
            throw new IOException(
                    "the bundle's " + name + " unpacks to more than " + MOST + " bytes");
        }
        return content;
    }

    private static byte[] file(Map<String, byte[]> files, String name) throws IOException {
        var content = files.get(name);
        if (content == null) {
            throw new IOException(
                    "the bundle has no " + name + "; build it with: ./menshen policy build");
        }
        return content;
    }

    private static int revision(byte[] data) throws IOException {
        try {
            var revision = STRICT.readTree(data).path("registries").path("revision");
            if (!revision.isInt() || revision.intValue() < 1) {
                throw new IOException(
                        "the bundle's data has no integer registries.revision of 1 or more");
            }
            return revision.intValue();
        } catch (JacksonException e) {
            throw new IOException("the bundle's data.json is not JSON", e);
        }
    }
}
