package io.menshen.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;

/**
 * The keys that a record and all that is within it have in JSON. Only these are repeated in a
 * pointer: any other key came from the sender and can hold a person's data.
 */
final class KeyNames {
    private static final SnakeCase SNAKE_CASE = new SnakeCase();
    private static final ClassValue<Set<String>> OF_TYPE =
            new ClassValue<>() {
                @Override
                protected Set<String> computeValue(Class<?> type) {
                    var names = new KeyNames();
                    names.collect(type);
                    return Set.copyOf(names.found);
                }
            };

    private final Set<String> found = new HashSet<>();
    private final Set<Class<?>> seen = new HashSet<>();

    private static final class SnakeCase extends SnakeCaseStrategy {
        private static final long serialVersionUID = 1L;

        String of(String name) {
            return translate(name);
        }
    }

    private KeyNames() {}

    static Set<String> of(Class<?> type) {
        return OF_TYPE.get(type);
    }

    private void collect(Type type) {
        switch (type) {
            case Class<?> c when c.isArray() -> collect(c.getComponentType());
            case Class<?> c when seen.add(c) -> components(c);
            case ParameterizedType p -> each(p.getActualTypeArguments());
            case GenericArrayType a -> collect(a.getGenericComponentType());
            case WildcardType w -> each(w.getUpperBounds());
            default -> {}
        }
    }

    private void components(Class<?> type) {
        if (type.isSealed()) {
            each(type.getPermittedSubclasses());
        }
        if (type.isRecord()) {
            for (var component : type.getRecordComponents()) {
                found.add(name(component));
                collect(component.getGenericType());
            }
        }
    }

    private void each(Type[] types) {
        for (var type : types) {
            collect(type);
        }
    }

    private static String name(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty()
                ? SNAKE_CASE.of(component.getName())
                : named.value();
    }
}
