package io.menshen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.storage.Acquired;
import io.menshen.storage.Pools;
import io.menshen.web.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports that are broken off: the same rows sent again go on, nothing twice, nothing lost. */
class ImportFaultsEndToEndTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    "--menshen.storage.acquire=2s",
                    // A silent connection that is given up leaks (SilentServerEndToEndTests).
                    "--menshen.storage.statement=30s");

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    private static int count(String table) throws SQLException {
        return Integer.parseInt(DEPLOYMENT.ask("SELECT count(*) FROM " + table).getFirst());
    }

    /** Sends the rows until all of them are answered; the answers of the last time. */
    private static List<JsonNode> finished(SentRows sent, String rows) {
        var answers = new ArrayList<JsonNode>();
        var done =
                Eventually.holds(() -> {
                    answers.clear();
                    answers.addAll(sent.ndjson(rows));
                    return !answers.isEmpty()
                            && answers.getLast().path("complete").asBoolean(false);
                });
        assertThat(done).as("%s", answers).isTrue();
        return answers;
    }

    private static List<String> subjects(List<JsonNode> answers) {
        return answers.stream()
                .filter(answer -> answer.has("status"))
                .map(answer -> answer.path("subject").asString(""))
                .toList();
    }

    @Test
    void killed_in_the_midst_of_a_group_it_goes_on_behind_the_last_answer() throws Exception {
        var before = List.of(count("subject.key_record"), count("subject.receipt"));
        var sent = new SentRows(gateway, "killed");
        var rows =
                sent.members(1000, 199)
                        + sent.lines(java.util.stream.Stream.of(marked()))
                        + sent.members(1200, 100);
        var answered = new ConcurrentLinkedQueue<JsonNode>();

        new KilledCommand(DEPLOYMENT)
                .at(
                        "INSERT",
                        "subject.receipt",
                        "NEW.at = '2001-02-03 00:00+08'",
                        () -> importing(sent, rows, answered));
        var answers = finished(sent, rows);

        assertThat(answered).hasSizeBetween(128, 199);
        assertThat(subjects(answers))
                .hasSize(300)
                .doesNotHaveDuplicates()
                .startsWith(subjects(List.copyOf(answered)).toArray(String[]::new));
        assertThat(SentRows.told(answers)).allMatch(told -> told.endsWith(" taken"));
        assertThat(List.of(count("subject.key_record"), count("subject.receipt")))
                .containsExactly(before.get(0) + 300, before.get(1) + 300);
    }

    /** Whose receipt has a time of its own, so that it is found by. */
    private static Member marked() {
        return Member.silent(1199)
                .saying("channel", "import")
                .saying("verification", "none")
                .consent(
                        Map.of(
                                "purpose",
                                "member_register",
                                "notice_version",
                                1,
                                "act",
                                "signed",
                                "separate",
                                List.of("address"),
                                "earlier",
                                Map.of("at", "2001-02-03", "channel", "web")));
    }

    /** A gateway of its own that takes these rows in, with what it answers. */
    private JavaProcess importing(
            SentRows sent, String rows, ConcurrentLinkedQueue<JsonNode> answered)
            throws IOException {
        var ports = FreePorts.choose();
        var settings = List.of(DEPLOYMENT.settings(ports.api(), ports.management()));
        var started = JavaProcess.start(Gateway.class, settings);
        Thread.ofVirtual().start(() -> send(sent, ports.api(), rows, answered));
        return started;
    }

    private static void send(
            SentRows sent, int port, String rows, ConcurrentLinkedQueue<JsonNode> answered) {
        var request =
                HttpRequest.newBuilder(sent.request("").build(), (_, _) -> true)
                        .uri(URI.create("http://127.0.0.1:" + port + SentRows.PATH))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(rows))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            Eventually.holds(() -> {
                try (var lines = client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
                    lines.map(JSON::readTree)
                            .filter(line -> line.has("status"))
                            .forEach(answered::add);
                } catch (IOException | java.io.UncheckedIOException _) {
                    // Not yet there, or killed; what was answered until then counts.
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return !answered.isEmpty();
            });
        }
    }

    @Test
    void the_database_restarted_at_once_in_the_midst_loses_nothing() throws Exception {
        var before = count("subject.key_record");
        var sent = new SentRows(gateway, "restarted");
        var rows = sent.members(2000, 1500);
        var restart =
                CompletableFuture.runAsync(() -> {
                    assertThat(Eventually.holds(() -> isBegun(before))).isTrue();
                    restart();
                });

        var answers = finished(sent, rows);
        restart.join();

        assertThat(subjects(answers)).hasSize(1500).doesNotHaveDuplicates();
        assertThat(SentRows.told(answers)).allMatch(told -> told.endsWith(" taken"));
        assertThat(count("subject.key_record")).isEqualTo(before + 1500);
    }

    private static boolean isBegun(int before) {
        try {
            return count("subject.key_record") > before;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void restart() {
        try {
            DEPLOYMENT.postgres().restartAtOnce();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_upload_that_is_broken_off_takes_whole_groups_and_holds_nothing() throws Exception {
        var before = count("subject.key_record");
        var sent = new SentRows(gateway, "cancelled");
        var rows = sent.members(5000, 200);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream().write(unended(sent, rows));
            socket.getOutputStream().flush();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var answered = in.lines().filter(line -> line.startsWith("{")).limit(128).toList();
            assertThat(answered.getLast()).contains("\"row\":128,");
            socket.setSoLinger(true, 0);
        }
        assertThat(Eventually.holds(() -> Acquired.of(gateway.bean(Pools.class)) == 0)).isTrue();
        assertThat(count("subject.key_record")).isEqualTo(before + 128);

        assertThat(subjects(finished(sent, rows))).hasSize(200).doesNotHaveDuplicates();
        assertThat(count("subject.key_record")).isEqualTo(before + 200);
    }

    /** A request whose body has no end. */
    private static byte[] unended(SentRows sent, String rows) {
        var headers = sent.request("").build().headers();
        var head =
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\nIdempotency-Key: %s\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .formatted(
                                SentRows.PATH,
                                headers.firstValue("Authorization").orElseThrow(),
                                headers.firstValue("Idempotency-Key").orElseThrow());
        var length = Integer.toHexString(rows.getBytes(UTF_8).length);
        return (head + length + "\r\n" + rows + "\r\n").getBytes(UTF_8);
    }

    @Test
    void rows_about_one_person_count_in_their_order() {
        var sent = new SentRows(gateway, "ordered");
        var rows =
                sent.lines(
                        IntStream.rangeClosed(1, 20)
                                .mapToObj(i ->
                                        SentRows.member(6000)
                                                .with("province", i % 2 == 0 ? "上海市" : "北京市")
                                                .with("tier", i == 20 ? "platinum" : "silver")));

        var answers = finished(sent, rows);
        var read =
                gateway.post(
                        "/v1/disclosures",
                        SentRows.APP,
                        Map.of(
                                "purpose", "member_register",
                                "subject", Map.of("token", subjects(answers).getFirst()),
                                "fields", List.of("tier")));

        assertThat(SentRows.told(answers).getFirst()).isEqualTo("1 taken");
        assertThat(SentRows.told(answers).stream().skip(1)).allMatch(t -> t.endsWith(" known"));
        assertThat(subjects(answers)).containsOnly(subjects(answers).getFirst());
        assertThat(read.words("fields")).containsEntry("tier", "platinum");
    }
}
