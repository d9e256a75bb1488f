package io.menshen.policy;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Compiled rules, so that a second start compiles nothing. A file that is not whole is ignored and
 * written anew.
 */
final class CompileCache implements Cache {
    private static final int KEPT = 4;
    private static final int HASH = 32;
    private static final String SUFFIX = ".rules";
    private static final String POM = "/META-INF/maven/com.dylibso.chicory/compiler/pom.properties";

    private final PolicyFolder folder;
    private final String compiler;

    CompileCache(PolicyFolder folder) throws IOException {
        this.folder = folder;
        this.compiler = compiler();
    }

    /** What one release of the compiler wrote is not for another. */
    private static String compiler() throws IOException {
        try (var pom = MachineFactoryCompiler.class.getResourceAsStream(POM)) {
            if (pom == null) {
                throw new IOException("the compiler of the rules does not say its version");
            }
            var properties = new Properties();
            properties.load(pom);
            return properties.getProperty("version", "")
                    + " on Java "
                    + Runtime.version().feature();
        }
    }

    @Override
    public byte @Nullable [] get(String rules) throws IOException {
        var kept = folder.read(file(rules));
        if (kept.isEmpty() || kept.get().length < HASH) {
            return null;
        }
        var compiled = Arrays.copyOfRange(kept.get(), HASH, kept.get().length);
        return Arrays.equals(hash(compiled), Arrays.copyOf(kept.get(), HASH)) ? compiled : null;
    }

    @Override
    public void putIfAbsent(String rules, byte[] compiled) throws IOException {
        var kept = new ByteArrayOutputStream();
        kept.writeBytes(hash(compiled));
        kept.writeBytes(compiled);
        folder.write(file(rules), kept.toByteArray());
        folder.keepNewest(KEPT, SUFFIX);
    }

    private String file(String rules) {
        var name = (compiler + "\n" + rules).getBytes(StandardCharsets.UTF_8);
        return FileHash.sha256(name).substring(0, HASH) + SUFFIX;
    }

    private static byte[] hash(byte[] compiled) {
        return HexFormat.of().parseHex(FileHash.sha256(compiled));
    }
}
