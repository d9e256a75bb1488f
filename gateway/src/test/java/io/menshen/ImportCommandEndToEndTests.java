package io.menshen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.cli.CommandRun;
import io.menshen.cli.ImportedFile;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./menshen import}: a file and what became of each of its rows. */
class ImportCommandEndToEndTests {
    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    @TempDir private Path folder = Path.of("");

    private ImportedFile command(int port) {
        var token =
                gateway.request("/", SentRows.APP)
                        .build()
                        .headers()
                        .firstValue("Authorization")
                        .orElseThrow()
                        .replace("Bearer ", "");
        var results = folder.resolve("results.csv");
        return new ImportedFile(URI.create("http://127.0.0.1:" + port), token, results);
    }

    private Path mapping() throws IOException {
        var mapping =
                Map.of(
                        "channel",
                        "import",
                        "purpose",
                        "member_register",
                        "columns",
                        Map.of("会员号", "external_id", "手机号", "mobile"),
                        "consents",
                        List.of(
                                Map.of(
                                        "purpose",
                                        "member_register",
                                        "notice_version",
                                        1,
                                        "notice_hash",
                                        new ShownNotice(gateway).hash("member_register"),
                                        "act",
                                        "signed")));
        return Files.write(
                folder.resolve("mapping.json"), JsonMapper.shared().writeValueAsBytes(mapping));
    }

    private Path people(String kind, int count, Charset charset) throws IOException {
        var rows =
                IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "%s-%d,1420%07d\r\n".formatted(kind, i, i))
                        .collect(Collectors.joining("", "会员号,手机号\r\n", "=x,=1+1\r\n"));
        return Files.write(folder.resolve(kind + ".csv"), rows.getBytes(charset));
    }

    private static int people() throws SQLException {
        return Integer.parseInt(
                DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record").getFirst());
    }

    @Test
    void a_file_in_gb18030_is_taken_and_each_row_has_its_result() throws Exception {
        var command = command(gateway.port());
        var said = command.run(people("gb", 40, Charset.forName("GB18030")), mapping());

        var lines = Files.readAllLines(command.results());
        assertThat(command.counts()).isEqualTo(Map.of("taken", 40L, "refused", 1L));
        assertThat(lines).hasSize(42);
        assertThat(lines.get(1)).startsWith("1,\"taken\",\"tk1_");
        assertThat(lines.getLast()).startsWith("41,\"refused\",\"\",\"d_").contains("手机号 type");
        assertThat(said).contains("row 41: ", "手机号 type").doesNotContain("=1+1", "=x");
    }

    @Test
    void what_was_broken_off_goes_on_behind_the_last_whole_line_of_the_results() throws Exception {
        var command = command(gateway.port());
        var file = people("torn", 30, UTF_8);
        command.run(file, mapping());
        var whole = Files.readString(command.results());
        var before = people();
        var torn = whole.substring(0, whole.indexOf("\r\n20,") + 7);
        Files.writeString(command.results(), torn);

        command.run(file, mapping());

        var again = Files.readString(command.results());
        assertThat(again.replaceAll("d_[^\"]+", "")).isEqualTo(whole.replaceAll("d_[^\"]+", ""));
        assertThat(people()).isEqualTo(before);
    }

    @Test
    void a_gateway_that_is_killed_and_comes_back_gets_the_rest() throws Exception {
        var ports = FreePorts.choose();
        var settings = List.of(DEPLOYMENT.settings(ports.api(), ports.management()));
        var before = people();
        var command = command(ports.api());
        var file = people("back", 1200, UTF_8);
        var first = JavaProcess.start(Gateway.class, settings).process();
        Process second = first;
        try {
            var run = CompletableFuture.supplyAsync(() -> ran(command, file));
            assertThat(Eventually.holds(() -> count() > before)).isTrue();
            first.destroyForcibly().waitFor();
            second = JavaProcess.start(Gateway.class, settings).process();
            run.join();
        } finally {
            second.destroyForcibly().waitFor();
        }

        assertThat(command.counts()).isEqualTo(Map.of("taken", 1200L, "refused", 1L));
        assertThat(people()).isEqualTo(before + 1200);
    }

    private String ran(ImportedFile command, Path file) {
        try {
            return command.run(file, mapping());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int count() {
        try {
            return people();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void columns_are_compared_with_the_mapping_before_anything_is_sent() throws Exception {
        var command = command(1);
        var unknown = Files.writeString(folder.resolve("u.csv"), "会员号,手机号,张三\r\n");
        var missing = Files.writeString(folder.resolve("m.csv"), "会员号\r\n");
        var empty = Files.writeString(folder.resolve("e.csv"), "");

        assertThatThrownBy(() -> command.run(unknown, mapping()))
                .hasMessageContaining("column 3 of the first row")
                .hasMessageNotContaining("张三");
        assertThatThrownBy(() -> command.run(missing, mapping()))
                .hasMessageContaining("no column 手机号");
        assertThatThrownBy(() -> command.run(empty, mapping())).hasMessageContaining("is empty");
    }

    @Test
    void it_needs_a_token_and_a_format_that_is_known() {
        var run = CommandRun.of("import", folder.resolve("people.txt").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("MENSHEN_TOKEN is not set");
    }
}
