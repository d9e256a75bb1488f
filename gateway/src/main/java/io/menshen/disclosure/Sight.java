package io.menshen.disclosure;

import io.menshen.access.Alarms;
import io.menshen.access.Granted;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.catalog.Shape;
import io.menshen.decision.Decision;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Treatment;
import io.menshen.keys.IntegrityException;
import io.menshen.masking.Masking;
import io.menshen.tokens.ScopedTokens;
import io.menshen.vault.Holding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Shows the values of one person as the plan says, opening only those. What has not the shape that
 * a mask expects is not shown (T/CCAGM 002 5.1-a).
 */
final class Sight {
    /** A parameter that begins so names a field whose value it takes, where the plan shows it. */
    private static final String OF_FIELD = "$";

    private final Granted granted;
    private final Holding holding;
    private final ScopedTokens tokens;
    private final Alarms alarms;
    private final Catalog catalog;

    Sight(Granted granted, Holding holding, ScopedTokens tokens, Alarms alarms) {
        this.granted = granted;
        this.holding = holding;
        this.tokens = tokens;
        this.alarms = alarms;
        this.catalog = granted.use().policy().catalog();
    }

    /**
     * The values of a field in that treatment.
     *
     * @param shown as planned, and lowered by the caller's own wish
     * @return empty where the person has none, or one cannot be shown so
     */
    List<Personal<String>> values(String name, Field field, Decision.Shown shown) {
        if (shown.treatment() == Treatment.TOKENIZE) {
            return tokens(name, open(name, field));
        }
        var values = new ArrayList<Personal<String>>();
        for (var value : open(name, field)) {
            var seen = show(field, shown, value);
            if (seen.isEmpty()) {
                return List.of();
            }
            values.add(seen.get());
        }
        return List.copyOf(values);
    }

    /**
     * One of the values in that treatment, which shows no token.
     *
     * @return empty where the person has no such value, or it cannot be shown so
     */
    Optional<Personal<String>> value(
            String name, Field field, Decision.Shown shown, Predicate<Personal<String>> wanted) {
        return open(name, field).stream()
                .filter(wanted)
                .findFirst()
                .flatMap(value -> show(field, shown, value));
    }

    /** The values themselves; of what another hand changed there is none, and an alarm. */
    List<Personal<String>> open(String name, Field field) {
        try {
            return holding.open(name, field, granted.use().question().day());
        } catch (IntegrityException changed) {
            alarms.raise(granted.use(), field.store().word(), changed);
            return List.of();
        }
    }

    /** The fields whose values the shape of that treatment takes as parameters. */
    static List<String> needed(Field field, Decision.Shown shown) {
        var shape =
                switch (shown.treatment()) {
                    case GENERALIZE -> shape(field.generalize(), shown.by());
                    case MASK -> shape(field.mask(), shown.by());
                    default -> null;
                };
        var needed = new ArrayList<String>();
        if (shape != null) {
            for (var value : shape.parameters().values()) {
                if (value.startsWith(OF_FIELD)) {
                    needed.add(value.substring(OF_FIELD.length()));
                }
            }
        }
        return needed;
    }

    private Optional<Personal<String>> show(
            Field field, Decision.Shown shown, Personal<String> value) {
        return switch (shown.treatment()) {
            case CLEAR -> Optional.of(value);
            case GENERALIZE -> shaped(shape(field.generalize(), shown.by()), value);
            case MASK -> masked(field, shape(field.mask(), shown.by()), value);
            case MASK_STRICT -> strict(field, value);
            case TOKENIZE, MATCH, WITHHOLD, FORMAT_TOKEN, CONNECTOR_ONLY -> Optional.empty();
        };
    }

    /** What lies in store D was cut before it got there and has no mask left to take. */
    private Optional<Personal<String>> masked(
            Field field, @Nullable Shape shape, Personal<String> value) {
        return field.store() == Field.Store.PROFILE && field.treatment() == Treatment.MASK
                ? Optional.of(value)
                : shaped(shape, value);
    }

    private static Optional<Personal<String>> strict(Field field, Personal<String> value) {
        return Optional.ofNullable(field.mask())
                .flatMap(mask -> Masking.showStrictly(mask.kind(), value));
    }

    /** A token names the person's value and holds none of it; equal values have one token. */
    private List<Personal<String>> tokens(String name, List<Personal<String>> values) {
        var subject = granted.subject().id();
        return values.stream()
                .map(value -> tokens.ofField(granted.use().scope(), name, subject, value))
                .map(Personal::of)
                .toList();
    }

    private Optional<Personal<String>> shaped(@Nullable Shape shape, Personal<String> value) {
        return shape == null
                ? Optional.empty()
                : Masking.show(shape.kind(), parameters(shape), value);
    }

    private static @Nullable Shape shape(@Nullable Shape own, @Nullable String by) {
        if (by == null || (own != null && own.kind().equals(by))) {
            return own;
        }
        return new Shape(by, Map.of());
    }

    private Map<String, String> parameters(Shape shape) {
        var parameters = new HashMap<String, String>();
        shape.parameters()
                .forEach((name, value) ->
                        parameter(value).ifPresent(known -> parameters.put(name, known)));
        return parameters;
    }

    private Optional<String> parameter(String value) {
        if (!value.startsWith(OF_FIELD)) {
            return Optional.of(value);
        }
        var name = value.substring(OF_FIELD.length());
        var planned = granted.permit().plan().get(name);
        if (planned == null || planned.treatment() != Treatment.CLEAR) {
            return Optional.empty();
        }
        return catalog.field(name)
                .flatMap(field -> open(name, field).stream().findFirst())
                .map(Opened::text)
                .map(Objects::requireNonNull);
    }
}
