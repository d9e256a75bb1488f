package io.menshen.gates;

import io.menshen.kernel.Personal;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether something is a personal value or holds one, as far as records and collections reach. */
final class Custody {
    private static final int DEEPEST = 8;

    private Custody() {}

    static boolean holds(@Nullable Object thing) {
        return holds(thing, 0);
    }

    private static boolean holds(@Nullable Object thing, int depth) {
        if (depth > DEEPEST) {
            return false;
        }
        var below = depth + 1;
        return switch (thing) {
            case null -> false;
            case Personal<?> _ -> true;
            case Optional<?> maybe -> maybe.filter(held -> holds(held, below)).isPresent();
            case Collection<?> all -> all.stream().anyMatch(held -> holds(held, below));
            case Map<?, ?> map -> holds(map.keySet(), below) || holds(map.values(), below);
            case Object[] array -> holds(Arrays.asList(array), below);
            case Record record -> holdsInRecord(record, below);
            default -> false;
        };
    }

    private static boolean holdsInRecord(Record record, int depth) {
        return Arrays.stream(record.getClass().getRecordComponents())
                .map(component -> read(record, component))
                .anyMatch(held -> holds(held, depth));
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot look into " + record.getClass(), e);
        }
    }
}
