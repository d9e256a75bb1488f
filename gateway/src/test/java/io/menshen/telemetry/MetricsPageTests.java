package io.menshen.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Metric;
import io.menshen.kernel.MetricTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md is what the enum says. */
class MetricsPageTests {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final String WRITE = "metrics.write";
    private static final String COMMAND =
            "mvn -pl gateway -am test -Dtest=MetricsPageTests -Dsurefire.failIfNoSpecifiedTests=false -D"
                    + WRITE
                    + "=true";

    private static final String HEAD =
            """
            # Metrics

            Written from `kernel/Metric.java`; do not edit it. Every meter named `menshen.…` is one of these, and a test walks the meters of a running gateway to see that.
            `GET /metrics` on the management door answers them for Prometheus, with the JVM's and the process's own. No tag holds a value from a request. What to do about them: [operate.md](operate.md).

            Timers are in seconds, with `_count`, `_sum`, `_max` and `_bucket`; summaries have `_count`, `_sum` and `_max`.

            | Prometheus | kind | tags | meaning |
            |---|---|---|---|
            """;

    @Test
    void the_committed_page_is_the_generated_one() throws IOException {
        var page =
                HEAD
                        + Arrays.stream(Metric.values())
                                .map(MetricsPageTests::row)
                                .collect(Collectors.joining());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/metrics.md is old. Write it anew and read what changed: %s", COMMAND)
                .isEqualTo(page);
    }

    private static String row(Metric metric) {
        var name =
                metric.kind() == Metric.Kind.COUNTER
                        ? Exposed.series(metric).getFirst()
                        : Exposed.name(metric);
        var tags =
                metric.tags().stream().map(MetricsPageTests::tag).collect(Collectors.joining("; "));
        return "| `%s` | %s | %s | %s |%n"
                .formatted(name, metric.kind().word(), tags, metric.meaning());
    }

    private static String tag(MetricTag tag) {
        var values =
                tag.values().isEmpty()
                        ? "codes of the policy, at most " + tag.most()
                        : String.join(", ", tag.values());
        return "`" + tag.name() + "`: " + values;
    }
}
