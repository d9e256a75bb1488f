package io.menshen.benchmarks.micro;

import io.menshen.keys.KeyRing;
import io.menshen.keys.KeysetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;

/** What a benchmark needs; its constructor may throw no checked exception, as JMH calls it. */
final class Made {
    private Made() {}

    /** The answer of a call; a failure ends the benchmark. */
    static <T> T by(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new IllegalStateException("the benchmark cannot be set up", e);
        }
    }

    /** Fresh keysets, as an installation makes them. */
    static KeyRing ring() throws IOException, GeneralSecurityException {
        var files = new KeysetFiles(Files.createTempDirectory("menshen-keys").resolve("keys"));
        files.create();
        return files.open();
    }
}
