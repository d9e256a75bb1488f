package io.menshen.cli;

import io.menshen.catalog.source.Compilation.Faulty;
import io.menshen.catalog.source.Compilation.Registries;
import java.io.PrintWriter;
import java.util.Optional;

/** Compiles the registries for a command and tells what is wrong with them. */
final class Sources {
    private Sources() {}

    /** The registries without a fault; empty after every fault was printed. */
    static Optional<Registries> compile(PolicyFolder policies, PrintWriter err) {
        return switch (policies.compile()) {
            case Registries registries -> Optional.of(registries);
            case Faulty faulty -> {
                faulty.problems().forEach(p -> err.println(policies.root() + "/registries/" + p));
                var count = faulty.problems().size();
                err.println(count + (count == 1 ? " problem" : " problems") + " in the registries");
                yield Optional.empty();
            }
        };
    }
}
