package io.menshen.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

class LogFormTests {
    /** A line end, a forged line, colours, a bell, the one-character introducer, a title. */
    private static final String HOSTILE =
            "a\r\n{\"log.level\":\"INFO\"}\u001b[31mred\u0007\u009b2J\u001b]0;title\u0007\u2028\u0000\u007f\t\"\\";

    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    private final LoggerContext context = new LoggerContext();

    private String line(Encoder<ILoggingEvent> encoder) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        encoder.setContext(context);
        encoder.start();
        var logger = context.getLogger("io.menshen.web.ProblemWriter");
        var event =
                new LoggingEvent(
                        "", logger, Level.ERROR, "failed: {}", null, new Object[] {HOSTILE});
        event.setKeyValuePairs(
                List.of(
                        new KeyValuePair(LogForm.TRACE, TRACE_ID),
                        new KeyValuePair(LogForm.DECISION, HOSTILE)));
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private static void assertOneQuietLine(String line) {
        assertThat(line).endsWith("\n");
        assertThat(line.strip().chars().filter(Character::isISOControl)).isEmpty();
        assertThat(line.strip().lines()).hasSize(1);
    }

    @Test
    void json_escapes_what_could_end_a_line_or_speak_to_a_terminal() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("defaults", LogForm.settings()));
        context.putObject(Environment.class.getName(), environment);
        var encoder = new StructuredLogEncoder();
        encoder.setFormat(environment.getRequiredProperty("logging.structured.format.console"));

        var line = line(encoder);

        assertOneQuietLine(line);
        var json = JsonMapper.shared().readTree(line);
        assertThat(json.path("message").asString()).isEqualTo("failed: " + HOSTILE);
        assertThat(json.at("/log/level").asString()).isEqualTo("ERROR");
        assertThat(json.at("/service/name").asString()).isEqualTo("menshen");
        assertThat(json.at("/trace/id").asString()).isEqualTo(TRACE_ID);
        assertThat(json.at("/menshen/decision").asString()).isEqualTo(HOSTILE);
    }

    @Test
    void a_line_for_people_shows_such_characters_as_question_marks() {
        var encoder = new PatternLayoutEncoder();
        encoder.setPattern(LogForm.FOR_PEOPLE);

        var line = line(encoder);

        assertOneQuietLine(line);
        assertThat(line)
                .contains(
                        "ERROR ProblemWriter: failed: a??{\"log.level\":\"INFO\"}?[31mred??2J?]0;title????")
                .contains("trace.id=\"" + TRACE_ID + "\"");
    }
}
