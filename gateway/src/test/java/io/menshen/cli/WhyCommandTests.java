package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhyCommandTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return Commands.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    @Test
    void what_is_no_id_is_told_where_one_stands() {
        assertThat(run("why", "0815")).isEqualTo(2);
        assertThat(err.toString()).contains("0815").contains("Menshen-Decision");
    }

    @Test
    void without_a_token_it_says_where_to_put_one() {
        assertThatThrownBy(() -> new GatewayCall(URI.create("http://127.0.0.1:1"), Map.of()))
                .hasMessageContaining("MENSHEN_TOKEN is not set");
    }

    @Test
    void where_no_gateway_answers_it_says_so() throws IOException {
        var port = freePort();
        var call =
                new GatewayCall(
                        URI.create("http://127.0.0.1:" + port), Map.of("MENSHEN_TOKEN", "x"));

        assertThatThrownBy(() -> call.post("/v1/audit/search", "{}"))
                .isInstanceOf(CannotException.class)
                .hasMessageContaining("no gateway answers at http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
