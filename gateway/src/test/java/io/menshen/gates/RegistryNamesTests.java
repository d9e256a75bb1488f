package io.menshen.gates;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import io.menshen.kernel.Clause;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Policy lies in policies/, mechanism in Java: the gateway's code names no purpose, consumer or
 * field (design, principle 7). What may stand all the same, and why, is listed in
 * gates/registry-names-allowed.txt.
 */
@Clause("4.1.1")
class RegistryNamesTests {
    private static final String ALLOWED =
            "gateway/src/test/resources/gates/registry-names-allowed.txt";
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9_-]+");

    private static final Set<String> NAMES = names();

    @Test
    void the_gateway_names_no_purpose_consumer_or_field() throws IOException {
        var hits = new TreeSet<String>();
        Source.gateway().forEach(source -> hits.addAll(hits(source)));

        assertThat(hits)
                .as("words of the registries in the gateway's code, against %s", ALLOWED)
                .containsExactlyInAnyOrderElementsOf(allowed());
    }

    @Test
    void every_allowance_says_why() throws IOException {
        assertThat(lines().map(line -> line.split("\\s*\\|\\s*", -1)))
                .allMatch(parts -> parts.length == 3 && parts[2].length() > 10);
    }

    @Test
    void a_name_is_seen_inside_a_text_and_a_common_word_only_alone() {
        assertThat(in("fields: order_fulfil, other")).containsExactly("order_fulfil");
        assertThat(in("mail-marketing")).containsExactly("mail-marketing");
        assertThat(in("search")).containsExactly("search");
        assertThat(in("search again")).isEmpty();
        assertThat(in("reorder_fulfilment")).isEmpty();
    }

    private static Set<String> hits(Source source) {
        var words = new TreeSet<String>();
        source.tree().accept(new Words(words), null);
        return words.stream()
                .map(word -> word + " | " + source.className())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> in(String text) {
        var parts = Arrays.stream(BETWEEN_WORDS.split(text)).filter(RegistryNamesTests::isPeculiar);
        return Stream.concat(parts, Stream.of(text)).filter(NAMES::contains).distinct();
    }

    /** No word of English: it is found inside a longer text as well. */
    private static boolean isPeculiar(String word) {
        return word.contains("_") || word.contains("-");
    }

    private static Set<String> allowed() throws IOException {
        return lines().map(line -> line.replaceFirst("\\s*\\|[^|]*$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> lines() throws IOException {
        return Files.readAllLines(Source.REPOSITORY.resolve(ALLOWED)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    private static Set<String> names() {
        var catalog = RealRegistries.catalog();
        return Stream.of(catalog.fields(), catalog.purposes(), catalog.consumers())
                .flatMap(registry -> registry.keySet().stream())
                .collect(Collectors.toSet());
    }

    /** Collects the names in literals, and constants that are named like one of several words. */
    private static final class Words extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Set<String> words;

        Words(Set<String> words) {
            this.words = words;
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void none) {
            if (literal.getValue() instanceof String text) {
                in(text).forEach(words::add);
            }
            return super.visitLiteral(literal, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
            var constant = variable.getName().toString();
            var word = constant.toLowerCase(Locale.ROOT);
            if (constant.equals(constant.toUpperCase(Locale.ROOT)) && isPeculiar(word)) {
                in(word).forEach(words::add);
            }
            return super.visitVariable(variable, null);
        }
    }
}
