package io.menshen.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.menshen.decision.Decision;
import io.menshen.kernel.Personal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is timed does what it says. */
class MicroTests {
    @Test
    void a_decision_is_a_permit_from_the_cache_and_from_the_engine() {
        var benchmark = new DecisionBenchmark();

        assertThat(benchmark.cached()).isInstanceOf(Decision.Permit.class);
        assertThat(benchmark.cached()).isSameAs(benchmark.cached());
        assertThat(benchmark.embedded()).isInstanceOf(Decision.Permit.class);
        assertThat(benchmark.embedded()).isNotSameAs(benchmark.embedded());
    }

    @Test
    void a_request_that_was_not_asked_before_differs_from_all_before() {
        assertThat(Samples.request(1)).isNotEqualTo(Samples.request(2));
    }

    @Test
    void an_opa_server_decides_the_same() {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(Opa.binary()).isPresent();
        }
        assumeTrue(Opa.binary().isPresent(), "OPA not found in OPA, on the PATH or in .tools/");
        var benchmark = new ServerDecisionBenchmark();
        try {
            var embedded = plan(new DecisionBenchmark().embedded());
            assertThat(embedded).containsKey("full_name");
            assertThat(plan(benchmark.server())).isEqualTo(embedded);
        } finally {
            benchmark.end();
        }
    }

    private static Map<String, Decision.Shown> plan(@Nullable Decision decision) {
        return decision instanceof Decision.Permit permit ? permit.plan() : Map.of();
    }

    @Test
    void a_masked_value_is_another_than_the_value() {
        var benchmark = new MaskingBenchmark();
        benchmark.what = "mobile 13800000001";

        assertThat(benchmark.masked().map(Personal::open)).hasValue("138****0001");
        assertThat(benchmark.baseline().map(Personal::open)).hasValue("13800000001");
    }

    @Test
    void a_token_opens_to_the_person_it_was_issued_for() {
        var benchmark = new ScopedTokenBenchmark();

        assertThat(benchmark.open().map(id -> id.value().toString()))
                .hasValue(benchmark.baseline());
        assertThat(benchmark.issue()).startsWith("tk1_");
    }

    @Test
    void a_sealed_value_opens() {
        var benchmark = new SealingBenchmark();

        assertThat(benchmark.open().open()).isEqualTo("13800000001");
        assertThat(benchmark.seal()).isNotEqualTo(benchmark.baseline());
        assertThat(benchmark.unwrap()).isNotNull();
    }
}
