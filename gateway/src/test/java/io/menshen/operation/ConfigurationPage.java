package io.menshen.operation;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** docs/configuration.md, of the records that take the keys and of what their Javadoc says. */
final class ConfigurationPage {
    private static final Path SOURCES = Path.of("src/main/java");

    private final Map<Class<?>, Map<String, String>> said = new HashMap<>();

    String text() {
        var keys = KnownKeys.all().keys();
        var groups =
                keys.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ConfigurationPage::group,
                                        TreeMap::new,
                                        Collectors.toList()));
        var page =
                new StringBuilder(
                        """
                        # Every key of the configuration

                        Generated from the gateway's own records; a test fails where it is old. How they stand together, with comments: [menshen.yaml](menshen.yaml).

                        - The file is named by `--config FILE`. The environment overrides it: `menshen.storage.pool-size` is `MENSHEN_STORAGE_POOL_SIZE`.
                        - A time is a number with its unit: `500ms`, `20s`, `5m`, `3d`. `NAME` is one of the words below the table, `[N]` the number of an entry from 0.
                        - A key that is not here is refused at start, with the nearest one; so is a value that is not allowed.
                        - Secrets: passwords come from `menshen.storage.password-folder` and `menshen.quota.redis-password-file`, or by `${NAME}` from the environment; keys are files.
                        """);
        groups.forEach((group, its) -> add(page, group, its));
        return page.toString();
    }

    private static String group(ConfigurationKey key) {
        var elements = key.name().split("\\.", -1);
        return elements[0] + "." + elements[1];
    }

    private void add(StringBuilder page, String group, List<ConfigurationKey> keys) {
        page.append("\n## ")
                .append(group)
                .append("\n\n| key | type | default | meaning |\n|---|---|---|---|\n");
        for (var key : keys) {
            page.append(
                    "| `%s` | %s | %s | %s |\n"
                            .formatted(key.name(), type(key), standard(key), meaning(key)));
        }
        keys.stream()
                .filter(key -> !key.words().isEmpty())
                .map(key ->
                        key.name().replaceAll("NAME.*", "NAME")
                                + "`: "
                                + String.join(", ", key.words()))
                .distinct()
                .forEach(line -> page.append("\n`").append(line).append(".\n"));
    }

    private static String standard(ConfigurationKey key) {
        return key.standard().map(value -> "`" + value + "`").orElse("–");
    }

    private static String type(ConfigurationKey key) {
        var type = key.type();
        if (type.isEnum()) {
            return List.of(type.getEnumConstants()).stream()
                    .map(word ->
                            "`"
                                    + word.toString()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .replace('_', '-')
                                    + "`")
                    .collect(Collectors.joining(", "));
        }
        return Map.<Class<?>, String>of(
                        Duration.class, "time",
                        DataSize.class, "size",
                        Path.class, "file",
                        int.class, "number",
                        long.class, "number",
                        boolean.class, "`true`, `false`",
                        java.net.URI.class, "address")
                .getOrDefault(type, "text");
    }

    private String meaning(ConfigurationKey key) {
        return said.computeIfAbsent(key.holder(), ConfigurationPage::read)
                .getOrDefault(key.component(), "");
    }

    /** What the record's Javadoc says of each component. */
    private static Map<String, String> read(Class<?> record) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var file =
                SOURCES.resolve(
                        record.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java");
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null, files, null, null, null, files.getJavaFileObjects(file));
            var found = new HashMap<String, String>();
            for (var unit : task.parse()) {
                new Params(DocTrees.instance(task), record.getSimpleName(), found).scan(unit, null);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Params extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees docs;
        private final String name;
        private final Map<String, String> found;

        Params(DocTrees docs, String name, Map<String, String> found) {
            this.docs = docs;
            this.name = name;
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
            if (type.getSimpleName().contentEquals(name) && comment != null) {
                comment.getBlockTags().stream()
                        .filter(ParamTree.class::isInstance)
                        .map(ParamTree.class::cast)
                        .forEach(param -> found.put(param.getName().toString(), plain(param)));
            }
            return super.visitClass(type, null);
        }

        private static String plain(ParamTree param) {
            return param.getDescription().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining())
                    .replaceAll("\\{@code\\s+([^}]*)}", "`$1`")
                    .replaceAll("\\{@link\\s+([^}]*)}", "$1")
                    .replaceAll("\\s+", " ")
                    .replace("|", "\\|")
                    .strip();
        }
    }
}
