package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.menshen.cli.CommandRun;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The second place of a gateway that served and ended: a file, and a server that may refuse. */
class AuditWitnessEndToEndTests {
    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.audit.checkpoint=1s");

    @TempDir private Path folder;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private @Nullable HttpServer server;

    @BeforeAll
    static void leaves_some_checkpoints() {
        Member.number(1).registered(DEPLOYMENT.gateway());
        assertThat(Eventually.holds(() -> checkpoints().size() > 3)).isTrue();
        DEPLOYMENT.gateway().close();
    }

    private static List<String> checkpoints() {
        try {
            return DEPLOYMENT.ask("SELECT number FROM audit.checkpoint ORDER BY number");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void saves() throws SQLException {
        DEPLOYMENT.change("CREATE TABLE saved AS SELECT * FROM audit.checkpoint");
    }

    @AfterEach
    void puts_back() throws SQLException {
        DEPLOYMENT.change("DELETE FROM audit.checkpoint");
        DEPLOYMENT.change("INSERT INTO audit.checkpoint SELECT * FROM saved");
        DEPLOYMENT.change("DROP TABLE saved");
        if (server != null) {
            server.stop(0);
        }
    }

    private Path copy() {
        return folder.resolve("copy.ndjson");
    }

    private CommandRun witness(String... more) throws IOException {
        var words = new ArrayList<>(List.of("audit", "witness", "--copy", copy().toString()));
        words.addAll(List.of("--config", DEPLOYMENT.configuration().toString()));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray(String[]::new));
    }

    private CommandRun verify() throws IOException {
        return CommandRun.of(
                "audit",
                "verify",
                "--anchor",
                copy().toString(),
                "--config",
                DEPLOYMENT.configuration().toString());
    }

    @Test
    void copies_what_is_new_each_time_and_the_copy_verifies_the_database() throws Exception {
        var all = checkpoints().size();
        DEPLOYMENT.change("DELETE FROM audit.checkpoint WHERE number > 2");
        var first = witness();
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("2 checkpoints copied");
        DEPLOYMENT.change("INSERT INTO audit.checkpoint SELECT * FROM saved WHERE number > 2");

        assertThat(witness().out()).contains((all - 2) + " checkpoints copied");
        assertThat(witness().out()).contains("0 checkpoints copied");
        assertThat(Files.readAllLines(copy())).hasSize(all);
        assertThat(verify().code()).as(verify().out()).isZero();
    }

    @Test
    void a_log_that_was_cut_is_told_and_nothing_more_is_taken() throws Exception {
        witness();
        var held = Files.readString(copy());
        DEPLOYMENT.change("DELETE FROM audit.checkpoint WHERE number > 2");

        var cut = witness();
        assertThat(cut.code()).isOne();
        assertThat(cut.err()).contains("ALARM  CUT", "the database no longer holds it");
        assertThat(Files.readString(copy())).isEqualTo(held);
        assertThat(verify().code()).isOne();
        assertThat(verify().out()).contains("the second place knows this later checkpoint");
    }

    @Test
    void a_log_that_was_written_anew_is_told() throws Exception {
        witness();
        DEPLOYMENT.change("UPDATE audit.checkpoint SET at = at + interval '1 second'");

        var forked = witness();
        assertThat(forked.code()).isOne();
        assertThat(forked.err())
                .contains("ALARM  FORKED", "the database holds another one in its place");
        assertThat(verify().out()).contains("the second place holds another checkpoint");
    }

    @Test
    void what_nobody_signed_is_not_taken() throws Exception {
        DEPLOYMENT.change(
                "UPDATE audit.checkpoint SET at = at + interval '1 second' WHERE number = 2");

        var resigned = witness();
        assertThat(resigned.code()).isOne();
        assertThat(resigned.err()).contains("ALARM  RESIGNED  number 2");
        assertThat(Files.readAllLines(copy())).hasSize(1);
    }

    @Test
    void what_an_address_did_not_take_is_kept_and_sent_the_next_time() throws Exception {
        var url = address();
        status = 503;
        var refused = witness("--url", url);
        assertThat(refused.code()).isOne();
        assertThat(refused.err())
                .contains(
                        checkpoints().size()
                                + " checkpoints not sent, kept for later: the address answered 503");
        assertThat(received).isEmpty();

        status = 204;
        assertThat(witness("--url", url).code()).isZero();
        assertThat(String.join("", received)).isEqualTo(Files.readString(copy()));
        assertThat(witness("--url", url).out()).contains("0 checkpoints sent");
        assertThat(String.join("", received)).isEqualTo(Files.readString(copy()));
    }

    @Test
    void an_address_that_is_away_or_in_clear_is_told() throws Exception {
        var url = address();
        Objects.requireNonNull(server).stop(0);
        assertThat(witness("--url", url).err()).contains("the address does not answer");

        var clear = witness("--url", "http://witness.example/");
        assertThat(clear.code()).isEqualTo(2);
        assertThat(clear.err()).contains("is not allowed: https, or http on loopback");
    }

    private String address() throws IOException {
        var started =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.createContext("/", this::take);
        started.start();
        server = started;
        return "http://127.0.0.1:" + started.getAddress().getPort() + "/checkpoints";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (status == 204) {
                received.add(body);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
