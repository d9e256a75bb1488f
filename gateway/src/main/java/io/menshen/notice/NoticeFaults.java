package io.menshen.notice;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a notice must tell and the registries do not give (T/CCAGM 002 4.1.2-b): purpose, manner,
 * scope. Its rules are those of the forms: retention of the purpose, contact of the deployment.
 */
public final class NoticeFaults {
    private NoticeFaults() {}

    /**
     * A fault.
     *
     * @param path its place in the registries, such as <code>/purposes/{purpose}/manner</code>
     */
    public record NoticeFault(String path, String message) {}

    /** All faults, in the order of the registry. */
    public static List<NoticeFault> of(Catalog catalog) {
        var uses = new Uses(catalog);
        var faults = new ArrayList<NoticeFault>();
        catalog.purposes().forEach((name, purpose) -> check(uses, name, purpose, faults));
        return List.copyOf(faults);
    }

    private static void check(Uses uses, String name, Purpose purpose, List<NoticeFault> faults) {
        var path = "/purposes/" + name;
        if (purpose.manner().isEmpty()) {
            add(faults, path + "/manner", name, "tells no manner of use: list it under 'manner'");
        }
        if (asks(uses, purpose) && purpose.fields().isEmpty()) {
            add(faults, path + "/fields", name, "tells no scope: list its 'fields'");
        }
        purpose.manner().stream()
                .filter(manner -> !isSaid("manner." + manner))
                .forEach(manner -> add(faults, path, name, "has no words for " + manner));
    }

    /** Whether a person is asked for data or consent. */
    private static boolean asks(Uses uses, Purpose purpose) {
        return purpose.enabled()
                && (purpose.operations().contains(Operation.COLLECT)
                        || uses.restsOnConsent(purpose));
    }

    private static boolean isSaid(String sentence) {
        return Wording.ZH.knows(sentence) && Wording.EN.knows(sentence);
    }

    private static void add(List<NoticeFault> faults, String path, String name, String missing) {
        faults.add(new NoticeFault(path, "the notice of " + name + " " + missing + " (4.1.2-b)"));
    }
}
