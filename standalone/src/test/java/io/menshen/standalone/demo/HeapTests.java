package io.menshen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HeapTests {
    @Test
    void tells_the_heap_of_a_running_jvm() throws IOException {
        assertThat(Heap.used(ProcessHandle.current())).isBetween(1L << 20, 4L << 30);
    }

    @Test
    void adds_generations_and_leaves_out_what_is_not_heap() throws IOException {
        var serial =
                """
                 DefNew     total 4928K, used 1024K [0x0, 0x1)
                 Tenured    total 10944K, used 2048K [0x0, 0x1)
                 Metaspace       used 9999K, committed 10000K
                  class space    used 500K
                """;
        assertThat(Heap.used(serial)).isEqualTo(3072L << 10);
        assertThatThrownBy(() -> Heap.used("")).isInstanceOf(IOException.class);
    }
}
