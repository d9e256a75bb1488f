package io.menshen.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is material is asked for anew: more fields, manners, recipients, or a clearer treatment. */
@Clause("6.1.2")
class ScopeTests {
    private static final Scope BEFORE =
            scope(Map.of("a", "mask:name", "b", "tokenize"), List.of("read"), List.of("app"));

    private static Scope scope(
            Map<String, String> fields, List<String> manners, List<String> recipients) {
        return new Scope(new TreeSet<>(manners), new TreeMap<>(fields), new TreeSet<>(recipients));
    }

    private static List<String> beyond(Map<String, String> fields) {
        return scope(fields, List.of("read"), List.of("app")).beyond(BEFORE);
    }

    @Test
    void a_field_a_manner_and_a_recipient_more_are_material() {
        var fields = Map.of("a", "mask:name", "b", "tokenize", "c", "withhold");
        var wider = scope(fields, List.of("message", "read"), List.of("app", "till"));

        assertThat(wider.beyond(BEFORE))
                .containsExactly(
                        "the manner 'message' is new",
                        "the field 'c' is new",
                        "the recipient 'till' is new");
    }

    @Test
    void a_clearer_treatment_is_material_and_so_is_one_that_does_not_compare() {
        assertThat(beyond(Map.of("a", "clear", "b", "tokenize")))
                .containsExactly("the field 'a' is 'clear' and was 'mask:name'");
        assertThat(beyond(Map.of("a", "generalize:region", "b", "tokenize"))).hasSize(1);
        assertThat(beyond(Map.of("a", "mask:email", "b", "tokenize"))).hasSize(1);
        assertThat(beyond(Map.of("a", "tokenize", "b", "tokenize"))).hasSize(1);
        assertThat(beyond(Map.of("a", "mask:name", "b", "clear"))).hasSize(1);
    }

    @Test
    void less_is_not_material() {
        assertThat(beyond(Map.of("a", "mask_strict:name", "b", "withhold"))).isEmpty();
        assertThat(beyond(Map.of("b", "tokenize"))).isEmpty();
        assertThat(BEFORE.beyond(BEFORE)).isEmpty();
        assertThat(scope(Map.of(), List.of(), List.of()).beyond(BEFORE)).isEmpty();
    }
}
