package io.menshen.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.menshen.kernel.Refusal.Fault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What Jackson found, as a fault without what was sent: neither its messages nor keys that are not
 * ours are repeated, since both can hold a person's data.
 */
final class JsonFaults {
    /** A step of a pointer: a key, or an index of an array. */
    private record Step(String text, boolean isIndex) {}

    private final Set<String> names;

    /** Faults in a document of a type with these keys. */
    JsonFaults(Set<String> names) {
        this.names = names;
    }

    Fault of(JacksonException found) {
        return form(found, at(found));
    }

    /** A fault of the form, found while reading at a place. */
    Fault of(JacksonException found, TokenStreamContext place) {
        return form(found, pointer(place));
    }

    private Fault form(JacksonException found, String at) {
        return switch (found) {
            case StreamConstraintsException _ ->
                    new Fault(at, "limits", "Nesting up to 32, numbers up to 64 digits.");
            case StreamReadException _ ->
                    new Fault(at, "syntax", "Not JSON (RFC 8259), or a key is there twice.");
            case UnrecognizedPropertyException e -> unknown(e);
            case InvalidFormatException e when e.getTargetType().isEnum() ->
                    new Fault(at, "word", "Allowed: " + constants(e.getTargetType()) + ".");
            case MismatchedInputException e -> new Fault(at, "type", needed(e));
            default -> new Fault(at, "value", "The value has not the form that is needed.");
        };
    }

    /** The pointer to a place that is being read, as far as its keys are ours. */
    String pointer(TokenStreamContext context) {
        var steps = new ArrayList<Step>();
        for (var c = context; c != null && !c.inRoot(); c = c.getParent()) {
            if (c.inArray() ? c.getCurrentIndex() >= 0 : c.hasCurrentName()) {
                steps.addFirst(step(c));
            }
        }
        return join(steps);
    }

    static JsonInclude.Value withoutNulls(JsonInclude.Value value) {
        return value.withValueInclusion(JsonInclude.Include.NON_NULL);
    }

    private static Step step(TokenStreamContext context) {
        return context.inArray()
                ? new Step(Integer.toString(context.getCurrentIndex()), true)
                : new Step(Objects.requireNonNullElse(context.currentName(), ""), false);
    }

    private Fault unknown(UnrecognizedPropertyException e) {
        var known = e.getKnownPropertyIds();
        var allowed =
                known == null
                        ? "none"
                        : known.stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", "));
        var path = e.getPath();
        var parent = pointer(path.subList(0, Math.max(0, path.size() - 1)));
        return new Fault(parent, "unknown_key", "Allowed keys: " + allowed + ".");
    }

    private static String needed(MismatchedInputException e) {
        var type = e.getTargetType();
        return type == null
                ? "The value is missing or of another type."
                : "Needed: " + shape(type) + ".";
    }

    private static String shape(Class<?> type) {
        if (type == String.class || type.getSimpleName().equals("Personal")) {
            return "text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == LocalDate.class) {
            return DateDeserializer.NEEDED;
        }
        // A type of this interface that reads itself is what is handed in for a field.
        if (type.isAnnotationPresent(JsonDeserialize.class)) {
            return "text or a list of texts";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number within range";
        }
        return Iterable.class.isAssignableFrom(type) ? "a list" : "an object, with all it needs";
    }

    private static <T> String constants(Class<T> type) {
        var names = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            names.add(String.valueOf(constant).toLowerCase(Locale.ROOT));
        }
        return String.join(", ", names);
    }

    private String at(JacksonException e) {
        return pointer(e.getPath());
    }

    private String pointer(@Nullable List<JacksonException.Reference> path) {
        var steps = new ArrayList<Step>();
        for (var part : path == null ? List.<JacksonException.Reference>of() : path) {
            var name = part.getPropertyName();
            steps.add(
                    name == null
                            ? new Step(Integer.toString(part.getIndex()), true)
                            : new Step(name, false));
        }
        return join(steps);
    }

    private String join(List<Step> steps) {
        var pointer = new StringBuilder();
        for (var step : steps) {
            if (!step.isIndex() && !names.contains(step.text())) {
                break;
            }
            pointer.append('/').append(step.text());
        }
        return pointer.toString();
    }
}
