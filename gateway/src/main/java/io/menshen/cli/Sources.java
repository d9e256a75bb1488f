package io.menshen.cli;

import io.menshen.catalog.source.Compilation.Faulty;
import io.menshen.catalog.source.Compilation.Registries;
import io.menshen.catalog.source.Problem;
import io.menshen.notice.NoticeFaults;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Compiles the registries for a command and tells what is wrong with them. */
final class Sources {
    private Sources() {}

    /** The registries without a fault; empty after every fault was printed. */
    static Optional<Registries> compile(PolicyFolder policies, PrintWriter err) {
        return switch (policies.compile()) {
            case Registries registries -> told(policies, registries, err);
            case Faulty faulty -> {
                tell(policies, faulty.problems(), err);
                yield Optional.empty();
            }
        };
    }

    /** Registries of which a person can be told (T/CCAGM 002 4.1.2-b). */
    private static Optional<Registries> told(
            PolicyFolder policies, Registries registries, PrintWriter err) {
        var faults =
                NoticeFaults.of(registries.catalog()).stream()
                        .map(fault -> placed(registries, fault))
                        .toList();
        tell(policies, faults, err);
        return faults.isEmpty() ? Optional.of(registries) : Optional.empty();
    }

    private static Problem placed(Registries registries, NoticeFaults.NoticeFault fault) {
        return registries
                .places()
                .find(fault.path())
                .map(place -> new Problem(place.file(), place.line(), fault.message()))
                .orElseGet(() -> new Problem("purposes.yaml", 0, fault.message()));
    }

    private static void tell(PolicyFolder policies, List<Problem> problems, PrintWriter err) {
        problems.forEach(p -> err.println(policies.root() + "/registries/" + p));
        var count = problems.size();
        if (count > 0) {
            err.println(count + (count == 1 ? " problem" : " problems") + " in the registries");
        }
    }
}
