package io.menshen.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.standalone.data.Kept;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTests {
    @TempDir Path temporary;

    @Test
    void a_port_in_use_is_named_with_its_process() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();
            assertThatThrownBy(() -> Ports.require(port, "up"))
                    .hasMessage(
                            "port %d is in use by process %d (java). Try: ./menshen up --port %d",
                            port, ProcessHandle.current().pid(), port + 100);
        }
    }

    @Test
    void a_kept_port_stays_until_another_takes_it() throws IOException {
        var ports = Kept.in(temporary.resolve("ports.properties"));
        var first = Ports.kept(ports, "redis");
        assertThat(Ports.kept(ports, "redis")).isEqualTo(first);
        try (var taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.kept(ports, "redis")).isNotEqualTo(taken.getLocalPort());
        }
    }
}
