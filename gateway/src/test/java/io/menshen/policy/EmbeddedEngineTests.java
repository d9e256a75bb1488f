package io.menshen.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Clause;
import io.menshen.masking.Masking;
import io.menshen.policy.PolicyEngine.Entrypoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbeddedEngineTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static Bundle bundle;
    private static EmbeddedEngine engine;

    @BeforeAll
    static void compile() throws IOException {
        bundle = Bundle.read(SampleBundle.archive());
        engine = new EmbeddedEngine(bundle, 2);
    }

    static Stream<Map.Entry<String, JsonNode>> golden() throws IOException {
        return Golden.cases();
    }

    @Clause({
        "4.1.1", "4.1.2-b", "4.1.2-d", "4.1.2-e", "4.1.3-b", "4.1.4-c", "5.1-b", "6.1.1", "6.1.2",
        "6.2"
    })
    @ParameterizedTest
    @MethodSource("golden")
    void decides_every_golden_case_as_it_is_committed(Map.Entry<String, JsonNode> golden) {
        var answer = ask(Entrypoint.DECISION, golden.getValue().path("input"));

        assertThat(answer.path("revision").intValue()).isEqualTo(bundle.revision());
        assertThat(Golden.told(answer)).isEqualTo(golden.getValue().path("decision"));
    }

    @Test
    void decides_the_golden_cases_alike_with_registries_compiled_from_yaml() throws IOException {
        var compiled = new EmbeddedEngine(SampleBundle.compiled(), 1);

        assertThat(golden().toList())
                .hasSizeGreaterThan(500)
                .allSatisfy(golden -> {
                    var input = JSON.writeValueAsBytes(golden.getValue().path("input"));
                    var answer = compiled.evaluate(Entrypoint.DECISION, input).block();
                    assertThat(Golden.told(JSON.readTree(Objects.requireNonNull(answer))))
                            .isEqualTo(golden.getValue().path("decision"));
                });
    }

    @Test
    void answers_the_same_after_many_other_questions() throws IOException {
        var cases = golden().toList();
        var first = ask(Entrypoint.DECISION, cases.getFirst().getValue().path("input"));

        for (var round = 0; round < 3; round++) {
            cases.forEach(golden -> ask(Entrypoint.DECISION, golden.getValue().path("input")));
        }

        assertThat(ask(Entrypoint.DECISION, cases.getFirst().getValue().path("input")))
                .isEqualTo(first);
    }

    @Test
    void denies_odd_input() {
        for (var odd : List.of("{}", "[]", "null", "\"read\"", "{\"caller\":1}")) {
            var answer = ask(Entrypoint.DECISION, JSON.readTree(odd));
            assertThat(answer.path("allow").booleanValue()).as(odd).isFalse();
            assertThat(answer.path("reasons")).as(odd).isNotEmpty();
        }
    }

    @Test
    void input_that_is_not_json_is_denied_and_harms_nobody_after() throws IOException {
        for (var odd : List.of("", "{", "\"", "{\"caller\":", "not json")) {
            var answer =
                    engine.evaluate(Entrypoint.DECISION, odd.getBytes(StandardCharsets.UTF_8))
                            .map(JSON::readTree)
                            .block();
            assertThat(Objects.requireNonNull(answer).path("allow").booleanValue())
                    .as(odd)
                    .isFalse();
        }

        decides_every_golden_case_as_it_is_committed(golden().findFirst().orElseThrow());
    }

    @Test
    void explains_beside_the_refusal_what_would_be_shown() throws IOException {
        var withdrawn =
                golden().filter(golden ->
                                golden.getKey()
                                        .equals("mail-marketing · marketing_email · withdrawn"))
                        .findFirst()
                        .orElseThrow();

        var explained = ask(Entrypoint.EXPLANATION, withdrawn.getValue().path("input"));

        assertThat(explained.path("reasons").path(0).stringValue()).isEqualTo("consent_withdrawn");
        assertThat(explained.path("plan").path("full_name").path("by").stringValue())
                .isEqualTo("salutation");
    }

    @Test
    void every_mask_of_the_registries_is_one_that_the_gateway_has() {
        var registries = JSON.readTree(bundle.data().toArray()).path("registries");

        assertThat(registries.path("fields").properties())
                .hasSizeGreaterThan(70)
                .allSatisfy(field -> {
                    assertThat(
                                    Masking.knows(
                                            field.getValue()
                                                    .path("mask")
                                                    .path("kind")
                                                    .asString("name")))
                            .isTrue();
                    assertThat(
                                    Masking.knows(
                                            field.getValue()
                                                    .path("generalize")
                                                    .path("kind")
                                                    .asString("name")))
                            .isTrue();
                });
        assertThat(
                        registries.path("purposes").properties().stream()
                                .flatMap(purpose ->
                                        purpose.getValue().path("fields").properties().stream())
                                .map(field -> field.getValue().path("by"))
                                .filter(JsonNode::isString)
                                .map(JsonNode::stringValue))
                .isNotEmpty()
                .allMatch(Masking::knows);
    }

    @Test
    void what_is_no_bundle_is_refused() {
        assertThatThrownBy(() -> Bundle.read(Bytes.copyOf(new byte[] {1, 2, 3})))
                .isInstanceOf(IOException.class);
    }

    private static JsonNode ask(Entrypoint entrypoint, JsonNode input) {
        var answer = engine.evaluate(entrypoint, JSON.writeValueAsBytes(input)).block();
        return JSON.readTree(Objects.requireNonNull(answer));
    }
}
