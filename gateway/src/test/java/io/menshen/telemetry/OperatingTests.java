package io.menshen.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Alerts, their runbook and the board name what there is. */
class OperatingTests {
    private static final Path RUNBOOK = Path.of("..", "docs", "operate.md");
    private static final Pattern PARAGRAPH = Pattern.compile("(?m)^### (\\w+)\\n\\S");

    private static Set<String> alerts() {
        return Operating.rules().stream()
                .map(rule -> text(rule, "alert"))
                .collect(Collectors.toSet());
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    @Test
    void every_expression_of_alerts_and_board_is_of_metrics_and_tags_of_the_enum() {
        assertThat(Operating.expressions()).hasSizeGreaterThan(40);
        assertThat(Operating.expressions())
                .allSatisfy(each -> {
                    assertThat(each.series()).as(each.text()).isNotEmpty();
                    assertThat(each.faults()).as(each.text()).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(menshen_nothing_total[5m])",
                "menshen_ready{part=\"audit\"}",
                "menshen_health{part=\"cellar\"}",
                "sum by (consumer) (menshen_caps_total)",
                "menshen_ready + other_metric"
            })
    void an_expression_of_something_else_is_found(String wrong) {
        assertThat(new Expression(wrong).faults()).hasSize(1);
    }

    @Test
    void every_alert_has_a_paragraph_and_every_paragraph_an_alert() throws IOException {
        var paragraphs =
                PARAGRAPH.matcher(Files.readString(RUNBOOK)).results().map(found -> found.group(1));

        assertThat(paragraphs).containsExactlyInAnyOrderElementsOf(alerts());
        assertThat(Operating.rules())
                .allSatisfy(rule -> {
                    var anchor = text(rule, "alert").toLowerCase(Locale.ROOT);
                    assertThat(text(rule.path("annotations"), "runbook"))
                            .isEqualTo("docs/operate.md#" + anchor);
                    assertThat(text(rule.path("labels"), "severity")).isIn("page", "ticket");
                    assertThat(text(rule.path("annotations"), "summary")).endsWith(".");
                });
    }

    @Test
    void every_alert_is_seen_to_fire_by_the_rules_own_tests() {
        var firing =
                Operating.yaml("alerts.test.yaml")
                        .path("tests")
                        .valueStream()
                        .flatMap(test -> test.path("alert_rule_test").valueStream())
                        .filter(test -> !test.path("exp_alerts").isEmpty())
                        .map(test -> text(test, "alertname"))
                        .collect(Collectors.toSet());
        assertThat(firing).isEqualTo(alerts());
    }

    @Test
    void promtool_agrees_wherever_it_is_found() throws Exception {
        for (var promtool : found()) {
            assertThat(run(promtool, "check", "rules", "alerts.yaml")).contains("SUCCESS");
            assertThat(run(promtool, "test", "rules", "alerts.test.yaml")).contains("SUCCESS");
        }
        assertThat(Operating.rules()).isNotEmpty();
    }

    private static List<Path> found() {
        var named = Stream.ofNullable(System.getenv("PROMTOOL"));
        var tools = Stream.of("../.tools/promtool");
        var onPath =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> folder + "/promtool");
        return Stream.of(named, tools, onPath)
                .flatMap(each -> each)
                .map(Path::of)
                .filter(Files::isExecutable)
                .map(Path::toAbsolutePath)
                .limit(1)
                .toList();
    }

    private static String run(Path promtool, String... arguments) throws Exception {
        var command = Stream.concat(Stream.of(promtool.toString()), Stream.of(arguments)).toList();
        var process =
                new ProcessBuilder(command)
                        .directory(Operating.FOLDER.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void the_board_is_one_that_grafana_reads() {
        var board = Operating.board();
        assertThat(text(board, "title")).isEqualTo("Menshen");
        assertThat(board.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
        var panels = board.path("panels").valueStream().toList();
        assertThat(panels.stream().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
        assertThat(panels)
                .allSatisfy(panel -> {
                    assertThat(text(panel, "title")).isNotBlank();
                    assertThat(text(panel, "type")).isIn("timeseries", "stat");
                    assertThat(text(panel.path("datasource"), "uid")).isEqualTo("${source}");
                    assertThat(panel.path("gridPos").path("w").asInt()).isBetween(1, 24);
                    assertThat(panel.path("targets").isEmpty()).isFalse();
                });
        var variables = board.path("templating").path("list").valueStream();
        assertThat(variables.map(variable -> text(variable, "name")))
                .containsExactly("source", "instance");
    }
}
