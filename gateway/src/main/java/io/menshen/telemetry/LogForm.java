package io.menshen.telemetry;

import java.util.Map;

/**
 * How log lines look where nothing else is configured: one object of JSON a line (Elastic Common
 * Schema), which escapes line ends and control characters. With {@code
 * logging.structured.format.console=} (empty) they are lines for people, in which each of those is
 * a question mark: what a line quotes can neither end it nor colour the terminal.
 */
public final class LogForm {
    /** A field of a line: the trace, as the Elastic Common Schema names it. */
    public static final String TRACE = "trace.id";

    /** A field of a line: the id told in {@code Menshen-Decision}. */
    public static final String DECISION = "menshen.decision";

    static final String FOR_PEOPLE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}:"
                    + " %replace(%msg %kvp){'[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]', '?'}%n";

    private LogForm() {}

    /** Settings that every other source of settings goes before. */
    public static Map<String, Object> settings() {
        return Map.of(
                "logging.structured.format.console", "ecs",
                "logging.pattern.console", FOR_PEOPLE,
                "spring.application.name", "menshen",
                "spring.main.banner-mode", "off");
    }
}
