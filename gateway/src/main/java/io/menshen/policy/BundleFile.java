package io.menshen.policy;

import io.menshen.kernel.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file of the bundle in force, or of one that may come. */
record BundleFile(Path path) {
    /** No bundle of registries and rules comes near it: 16 MiB. */
    static final int LARGEST = 16 << 20;

    Bytes read() throws IOException {
        try (var stream = Files.newInputStream(path)) {
            var archive = stream.readNBytes(LARGEST + 1);
            if (archive.length > LARGEST) {
                throw new IOException("it is larger than " + LARGEST + " bytes");
            }
            return Bytes.copyOf(archive);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        }
    }

    /** Replaces it as a whole. */
    void replace(Bytes archive) throws IOException {
        PolicyFolder.replace(path, archive.toArray());
    }
}
