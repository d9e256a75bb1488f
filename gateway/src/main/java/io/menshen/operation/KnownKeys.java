package io.menshen.operation;

import io.menshen.catalog.source.Nearest;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Every key below {@code menshen} that a gateway reads, as the records say that take them. A key
 * that none of them takes is refused: what was misspelt would else be silently left at its default.
 */
public final class KnownKeys {
    private static final String ROOT = "menshen";
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(ROOT);

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

    private final KeyNode.Keys root;

    private KnownKeys(KeyNode.Keys root) {
        this.root = root;
    }

    /** The keys that these records take; those of other prefixes are passed over. */
    static KnownKeys of(Collection<Class<?>> records) {
        var root = new KeyNode.Keys(new LinkedHashMap<>());
        records.stream()
                .filter(record -> prefix(record).startsWith(ROOT + "."))
                .sorted(Comparator.comparing(KnownKeys::prefix))
                .forEach(record -> add(root, record));
        return new KnownKeys(root);
    }

    /** The keys of all records of this program. */
    public static KnownKeys all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var found = scanner.findCandidateComponents("io.menshen").stream();
        var loader = KnownKeys.class.getClassLoader();
        return of(
                found.map(one -> Objects.requireNonNull(one.getBeanClassName()))
                        .<Class<?>>map(name -> ClassUtils.resolveClassName(name, loader))
                        .toList());
    }

    /** What stands before the keys of a record; empty where it takes none. */
    static String prefix(Class<?> record) {
        var properties = record.getAnnotation(ConfigurationProperties.class);
        return properties == null ? "" : properties.prefix() + properties.value();
    }

    private static void add(KeyNode.Keys root, Class<?> record) {
        var at = root;
        var elements = prefix(record).split("\\.", -1);
        for (var element : List.of(elements).subList(1, elements.length)) {
            var below = at.all().computeIfAbsent(element, _ -> empty());
            at = below instanceof KeyNode.Keys keys ? keys : at;
        }
        at.all().putAll(KeyNode.of(record, prefix(record), List.of()).all());
    }

    private static KeyNode empty() {
        return new KeyNode.Keys(new LinkedHashMap<>());
    }

    /** All of them, by their names. */
    public List<ConfigurationKey> keys() {
        return KeyNode.keys(root).sorted(Comparator.comparing(ConfigurationKey::name)).toList();
    }

    /**
     * What an environment holds below {@code menshen} and nothing takes, or refers to what is not
     * set, one line each. The process environment and the JVM's properties are not looked at:
     * scripts keep words of their own there.
     */
    public List<String> unknown(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(KnownKeys::isWritten)
                .flatMap(source -> Stream.ofNullable(ConfigurationPropertySource.from(source)))
                .flatMap(source -> unknown(source, environment))
                .distinct()
                .toList();
    }

    /** Refuses an environment with a key that nothing takes. */
    void refuseOthers(ConfigurableEnvironment environment) {
        var unknown = unknown(environment);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", unknown));
        }
    }

    private static boolean isWritten(PropertySource<?> source) {
        var name = source.getName();
        return !name.equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                && !name.equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    }

    private Stream<String> unknown(
            ConfigurationPropertySource source, PropertyResolver environment) {
        return source instanceof IterableConfigurationPropertySource all
                ? all.stream()
                        .filter(PREFIX::isAncestorOf)
                        .flatMap(key -> Stream.of(unknown(all, key), unset(all, key, environment)))
                        .flatMap(Optional::stream)
                : Stream.empty();
    }

    private Optional<String> unknown(
            ConfigurationPropertySource source, ConfigurationPropertyName key) {
        KeyNode at = root;
        for (var i = 1; i < key.getNumberOfElements(); i++) {
            var below = at.below(key.getElement(i, Form.UNIFORM));
            if (below.isEmpty()) {
                return Optional.of(told(key.chop(i + 1), hint(key, i, at)) + origin(source, key));
            }
            at = below.get();
        }
        return Optional.empty();
    }

    /** Spring would take the reference itself for the value, and a password be known to all. */
    private static Optional<String> unset(
            ConfigurationPropertySource source,
            ConfigurationPropertyName key,
            PropertyResolver environment) {
        return Optional.ofNullable(source.getConfigurationProperty(key))
                .filter(property -> property.getValue() instanceof String)
                .map(property -> environment.resolvePlaceholders(property.getValue().toString()))
                .map(REFERENCE::matcher)
                .filter(Matcher::find)
                .map(found ->
                        key
                                + " refers to "
                                + found.group(1)
                                + ", which is not set in the environment"
                                + origin(source, key));
    }

    private static String told(ConfigurationPropertyName key, String hint) {
        return key + " is no key of the configuration" + hint;
    }

    private static String hint(ConfigurationPropertyName key, int element, KeyNode at) {
        return at.names().isEmpty()
                ? "; nothing stands below " + key.chop(element)
                : Nearest.hint(key.getElement(element, Form.DASHED), at.names());
    }

    /** The file and line, where they are known. */
    private static String origin(
            ConfigurationPropertySource source, ConfigurationPropertyName key) {
        return Optional.ofNullable(source.getConfigurationProperty(key))
                .flatMap(property -> Optional.ofNullable(property.getOrigin()))
                .map(origin -> " (" + origin + ")")
                .orElse("");
    }
}
