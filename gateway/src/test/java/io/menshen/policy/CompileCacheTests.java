package io.menshen.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.compiler.Cache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCacheTests {
    @TempDir private Path folder;

    @Test
    void a_second_start_compiles_nothing() throws IOException {
        var first = new Counting(new CompileCache(PolicyFolder.open(folder)));
        var second = new Counting(new CompileCache(PolicyFolder.open(folder)));

        new EmbeddedEngine(SampleBundle.committed(), 1, first);
        new EmbeddedEngine(SampleBundle.committed(), 1, second);

        assertThat(first.compiled).hasValue(1);
        assertThat(second.compiled).hasValue(0);
    }

    @Test
    void a_damaged_file_is_compiled_anew() throws IOException {
        new EmbeddedEngine(
                SampleBundle.committed(), 1, new CompileCache(PolicyFolder.open(folder)));
        var kept = only();
        var bytes = Files.readAllBytes(kept);
        bytes[bytes.length / 2] ^= 1;
        Files.write(kept, bytes);
        var again = new Counting(new CompileCache(PolicyFolder.open(folder)));

        new EmbeddedEngine(SampleBundle.committed(), 1, again);

        assertThat(again.compiled).hasValue(1);
        assertThat(only()).isEqualTo(kept);
    }

    @Test
    void few_compiled_rules_are_kept() throws IOException {
        var cache = new CompileCache(PolicyFolder.open(folder));

        for (var i = 0; i < 9; i++) {
            cache.putIfAbsent("rules " + i, new byte[] {(byte) i});
        }

        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(4);
        }
    }

    private Path only() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).hasSize(1);
        }
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    /** Counts what had to be compiled. */
    private record Counting(Cache cache, AtomicInteger compiled) implements Cache {
        Counting(Cache cache) {
            this(cache, new AtomicInteger());
        }

        @Override
        public byte @Nullable [] get(String rules) throws IOException {
            return cache.get(rules);
        }

        @Override
        public void putIfAbsent(String rules, byte[] bytes) throws IOException {
            compiled.incrementAndGet();
            cache.putIfAbsent(rules, bytes);
        }
    }
}
