package io.menshen.operation;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A place in the configuration, and what may stand below it. */
sealed interface KeyNode {
    /** What may stand below; empty where one value stands. */
    Optional<KeyNode> below(String element);

    /** The names of what may stand below, as they are written; empty where any may. */
    List<String> names();

    /** One value. */
    record Value(ConfigurationKey key) implements KeyNode {
        @Override
        public Optional<KeyNode> below(String element) {
            return Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }

    /** Keys of their own, by the name that they are written with. */
    record Keys(SequencedMap<String, KeyNode> all) implements KeyNode {
        @Override
        public Optional<KeyNode> below(String element) {
            return all.entrySet().stream()
                    .filter(each -> uniform(each.getKey()).equals(element))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        @Override
        public List<String> names() {
            return List.copyOf(all.keySet());
        }
    }

    /** The same below each of some words. */
    record Words(List<String> names, KeyNode each) implements KeyNode {
        @Override
        public Optional<KeyNode> below(String element) {
            return names.stream()
                    .filter(word -> uniform(word).equals(element))
                    .findFirst()
                    .map(_ -> each);
        }
    }

    /** A list. */
    record Entries(KeyNode each) implements KeyNode {
        @Override
        public Optional<KeyNode> below(String element) {
            return element.chars().allMatch(Character::isDigit)
                    ? Optional.of(each)
                    : Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }

    /** Every key at and below a place. */
    static Stream<ConfigurationKey> keys(KeyNode node) {
        return switch (node) {
            case Value value -> Stream.of(value.key());
            case Keys keys -> keys.all().values().stream().flatMap(KeyNode::keys);
            case Words words -> keys(words.each());
            case Entries entries -> keys(entries.each());
        };
    }

    /** What a record takes, below a name. */
    static Keys of(Class<?> record, String name, List<String> words) {
        var all = new LinkedHashMap<String, KeyNode>();
        for (var component : record.getRecordComponents()) {
            var written = written(component.getName());
            var key =
                    new ConfigurationKey(
                            name + "." + written,
                            component.getType(),
                            standard(record, component),
                            words,
                            record,
                            component.getName());
            all.put(written, of(component.getGenericType(), key));
        }
        return new Keys(all);
    }

    private static KeyNode of(Type type, ConfigurationKey key) {
        if (type instanceof ParameterizedType of) {
            var types = of.getActualTypeArguments();
            if (of.getRawType().equals(Map.class) && types[0] instanceof Class<?> words) {
                return new Words(words(words), of(types[1], below(key, ".NAME", words(words))));
            }
            return new Entries(of(types[0], below(key, "[N]", key.words())));
        }
        return type instanceof Class<?> plain && plain.isRecord()
                ? of(plain, key.name(), key.words())
                : new Value(key);
    }

    private static ConfigurationKey below(ConfigurationKey key, String more, List<String> words) {
        return new ConfigurationKey(
                key.name() + more,
                key.type(),
                key.standard(),
                words,
                key.holder(),
                key.component());
    }

    private static Optional<String> standard(Class<?> record, RecordComponent component) {
        return Stream.of(record.getDeclaredConstructors())
                .filter(each -> each.getParameterCount() == record.getRecordComponents().length)
                .flatMap(each -> Arrays.stream(each.getParameters()))
                .filter(each -> each.getName().equals(component.getName()))
                .flatMap(each -> Stream.ofNullable(each.getAnnotation(DefaultValue.class)))
                .map(value -> String.join(", ", value.value()))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static List<String> words(Class<?> type) {
        return Stream.ofNullable(type.getEnumConstants())
                .flatMap(Arrays::stream)
                .map(word -> ((Enum<?>) word).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static String written(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String uniform(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
