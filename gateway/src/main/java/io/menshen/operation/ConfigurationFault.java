package io.menshen.operation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;

/**
 * A fault of the configuration in one line: which key, what is wrong, what is allowed. Of a value
 * only what could not be read as number, time or word is repeated; secrets are text and can.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ConfigurationFault implements FailureAnalyzer {
    private static final int LONGEST = 60;

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return told(failure)
                .map(line ->
                        new FailureAnalysis(
                                line,
                                "Mend it in the file that --config names; every key is in"
                                        + " docs/configuration.md.",
                                failure))
                .orElse(null);
    }

    /** What a failure says of the configuration; empty where it is of something else. */
    public static Optional<String> told(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .flatMap(each -> one(failure, each).stream())
                .reduce((_, deepest) -> deepest);
    }

    private static Optional<String> one(Throwable whole, Throwable each) {
        return switch (each) {
            case ConversionFailedException wrong -> Optional.of(key(whole) + unreadable(wrong));
            case IllegalArgumentException said when isOfAKey(said) ->
                    Optional.of(said.getMessage() + "");
            case IllegalStateException said when isOfAKey(said) ->
                    Optional.of(said.getMessage() + "");
            default -> Optional.empty();
        };
    }

    private static boolean isOfAKey(RuntimeException said) {
        var message = String.valueOf(said.getMessage());
        return message.startsWith("menshen.") || message.startsWith("give either menshen.");
    }

    /** The innermost key that could not be bound. */
    private static String key(Throwable whole) {
        return Stream.iterate(whole, each -> each != null, Throwable::getCause)
                .filter(BindException.class::isInstance)
                .map(BindException.class::cast)
                .map(bound -> bound.getName() + place(bound) + ": ")
                .reduce((_, deepest) -> deepest)
                .orElse("");
    }

    private static String place(BindException bound) {
        var property = bound.getProperty();
        var origin = property == null ? null : property.getOrigin();
        return origin == null ? "" : " (" + origin + ")";
    }

    private static String unreadable(ConversionFailedException wrong) {
        var type = wrong.getTargetType().getType();
        var value = String.valueOf(wrong.getValue());
        var cut = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        return "\"" + cut + "\" is not allowed; " + allowed(type);
    }

    private static String allowed(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(word -> word.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type.equals(Duration.class)) {
            return "a time such as 500ms, 20s, 5m or 3d";
        }
        return type.equals(boolean.class) || type.equals(Boolean.class)
                ? "true or false"
                : "a value of type " + type.getSimpleName();
    }
}
