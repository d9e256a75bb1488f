package io.menshen.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Clause;
import io.menshen.policy.PolicyEngine.Entrypoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server engine with a real {@code opa run --server} that verified the signed bundle. */
class ServerEngineIntegrationTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The server is asked as fast as this machine lets it: no test of the time limit. */
    private static final Duration PATIENT = Duration.ofSeconds(5);

    @TempDir private static Path folder;

    private static Bundle bundle;
    private static RealOpa.@Nullable Server opa;
    private static @Nullable ServerEngine engine;

    @BeforeAll
    static void serve() throws IOException, InterruptedException, GeneralSecurityException {
        var keys = SampleBundle.keys("secp256r1");
        bundle = SampleBundle.signer(keys).sign(SampleBundle.forServers());
        if (!RealOpa.isHere()) {
            return;
        }
        var file = Files.write(folder.resolve("signed.tar.gz"), bundle.write().toArray());
        opa = RealOpa.serve(file, SampleBundle.publicPem(keys, folder));
        engine = new ServerEngine(opa.address(), PATIENT);
    }

    /** Each test is skipped by itself, so that none goes uncounted. */
    @BeforeEach
    void needs_opa() {
        assertThat(RealOpa.binary()).isExecutable();
    }

    @AfterAll
    static void stop() {
        if (engine != null) {
            engine.close();
        }
        if (opa != null) {
            opa.close();
        }
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
    void both_bundles_hold_the_same_registries() throws IOException {
        assertThat(bundle.data()).isEqualTo(SampleBundle.committed().data());
        assertThat(bundle.wasm()).isEmpty();
    }

    @Test
    void answers_exactly_as_the_embedded_engine_does() throws IOException {
        var embedded = new EmbeddedEngine(SampleBundle.committed(), 1);

        for (var golden : golden().skip(3).limit(40).toList()) {
            var input = golden.getValue().path("input");
            for (var entrypoint : Entrypoint.values()) {
                var here = embedded.evaluate(entrypoint, JSON.writeValueAsBytes(input)).block();
                assertThat(ask(entrypoint, input))
                        .as(golden.getKey())
                        .isEqualTo(JSON.readTree(Objects.requireNonNull(here)));
            }
        }
    }

    @Test
    void a_bundle_of_another_key_is_not_served()
            throws IOException, InterruptedException, GeneralSecurityException {
        var other = Files.createDirectories(folder.resolve("other"));
        var key = SampleBundle.publicPem(SampleBundle.keys("secp256r1"), other);

        assertThatThrownBy(() -> RealOpa.serve(folder.resolve("signed.tar.gz"), key).close())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("opa serves");
    }

    private static JsonNode ask(Entrypoint entrypoint, JsonNode input) {
        var answer =
                Objects.requireNonNull(engine)
                        .evaluate(entrypoint, JSON.writeValueAsBytes(input))
                        .block();
        return JSON.readTree(Objects.requireNonNull(answer));
    }
}
