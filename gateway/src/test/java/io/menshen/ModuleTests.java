package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;

class ModuleTests {
    /**
     * Rows of the module table in the design, from the ground up: a module may use only what stands
     * before it.
     */
    private static final List<String> ROWS =
            List.of(
                    "kernel",
                    "connectors",
                    "telemetry",
                    "storage",
                    "catalog",
                    "policy",
                    "decision",
                    "keys",
                    "signing",
                    "masking",
                    "journal",
                    "subject",
                    "tokens",
                    "audit",
                    "notice",
                    "consent",
                    "vault",
                    "quota",
                    "idempotency",
                    "access",
                    "web",
                    "intake",
                    "disclosure",
                    "inspection",
                    "erasure",
                    "rights",
                    "events",
                    "cases",
                    "retention",
                    "upkeep",
                    "operation",
                    "login",
                    "console",
                    "staff",
                    "cli");

    private final ApplicationModules modules = ApplicationModules.of(Gateway.class);

    @Test
    void hidden_packages_stay_hidden_and_nothing_goes_in_circles() {
        modules.verify();
    }

    @Test
    void every_module_has_a_row() {
        assertThat(modules.stream().map(ModuleTests::name))
                .isSubsetOf(ROWS)
                .contains("policy", "decision", "keys");
    }

    @Test
    void a_module_uses_only_rows_above_its_own() {
        for (var module : modules) {
            var used =
                    module.getDirectDependencies(modules)
                            .uniqueModules()
                            .map(ModuleTests::name)
                            .toList();
            assertThat(used)
                    .as("modules that %s uses", name(module))
                    .allMatch(other -> ROWS.indexOf(other) < ROWS.indexOf(name(module)));
        }
    }

    @Test
    void the_table_is_not_followed_by_accident() {
        var decision = modules.getModuleByName("decision").orElseThrow();

        assertThat(
                        decision.getDependencies(modules, DependencyDepth.IMMEDIATE)
                                .uniqueModules()
                                .map(ModuleTests::name))
                .contains("policy");
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
