package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.menshen.catalog.source.Compilation.Registries;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What needs OPA: skipped with a hint where it is not found, but not in continuous integration
 * ({@code CI=true}), where it is a failure.
 */
class RulesTests {
    private final PolicyFolder policies = new PolicyFolder(Path.of("..", "policies"));
    private final Registries registries = (Registries) policies.compile();

    @Test
    void the_committed_bundle_is_what_a_fresh_build_gives() throws Exception {
        var fresh = new RuleCompiler(policies, opa()).compile();

        assertThat(fresh.with(registries.registries()).files())
                .isEqualTo(policies.committed().files());
    }

    @Test
    void rules_are_formatted_typed_tested_and_covered() throws Exception {
        var opa = opa();
        assertThat(RuleTests.faults(opa)).isEmpty();

        var tests = new RuleTests(opa, registries);
        var ran = tests.test();

        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(tests.uncovered()).isEmpty();
    }

    private Opa opa() throws IOException, InterruptedException {
        try {
            return Opa.find(policies, System.getenv());
        } catch (CannotException missing) {
            if ("true".equals(System.getenv("CI"))) {
                throw missing;
            }
            return abort(String.valueOf(missing.getMessage()));
        }
    }
}
