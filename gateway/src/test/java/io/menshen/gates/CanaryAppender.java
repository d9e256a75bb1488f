package io.menshen.gates;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads every log event of a test run, and collects as {@link Evidence} those that tell a planted
 * value or carry a personal one, and Netty's reports of leaks.
 */
public final class CanaryAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final String LEAKS = "io.netty.util.ResourceLeakDetector";
    private static final int DEEPEST = 16;

    @Override
    protected void append(ILoggingEvent event) {
        try {
            look(event);
        } catch (RuntimeException e) {
            // Logback would swallow it, and what cannot be read cannot be trusted.
            Evidence.add("a log event of " + event.getLoggerName() + " could not be read: " + e);
        }
    }

    private static void look(ILoggingEvent event) {
        var logger = event.getLoggerName();
        texts(event)
                .flatMap(Canaries::in)
                .forEach(value -> Evidence.add("%s logged %s".formatted(logger, value)));
        if (arguments(event).anyMatch(CanaryAppender::isPersonal)) {
            Evidence.add("%s was given a personal value to log".formatted(logger));
        }
        if (logger.equals(LEAKS) && event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            Evidence.add(event.getFormattedMessage());
        }
    }

    private static boolean isPersonal(Object argument) {
        return Custody.holds(argument) || String.valueOf(argument).contains("Personal[");
    }

    /** The message, what stands in MDC and key-value pairs, and every message of the throwable. */
    private static Stream<String> texts(ILoggingEvent event) {
        var texts = new ArrayList<String>();
        texts.add(String.valueOf(event.getFormattedMessage()));
        event.getMDCPropertyMap().forEach((key, value) -> texts.addAll(List.of(key, value)));
        arguments(event).map(String::valueOf).forEach(texts::add);
        addMessages(event.getThrowableProxy(), texts, 0);
        return texts.stream();
    }

    private static Stream<Object> arguments(ILoggingEvent event) {
        var arguments = Stream.ofNullable(event.getArgumentArray()).flatMap(Arrays::stream);
        var pairs = Stream.ofNullable(event.getKeyValuePairs()).flatMap(List::stream);
        var message = Stream.<Object>ofNullable(event.getFormattedMessage());
        return Stream.of(arguments, pairs.flatMap(pair -> Stream.of(pair.key, pair.value)), message)
                .flatMap(each -> each)
                .filter(Objects::nonNull);
    }

    private static void addMessages(
            @Nullable IThrowableProxy thrown, List<String> texts, int depth) {
        if (thrown == null || depth > DEEPEST) {
            return;
        }
        texts.add(thrown.getClassName() + ": " + thrown.getMessage());
        addMessages(thrown.getCause(), texts, depth + 1);
        for (var suppressed : thrown.getSuppressed()) {
            addMessages(suppressed, texts, depth + 1);
        }
    }
}
