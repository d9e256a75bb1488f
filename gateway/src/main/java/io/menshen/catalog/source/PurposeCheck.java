package io.menshen.catalog.source;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.catalog.Purpose;
import io.menshen.catalog.Purpose.Basis;
import io.menshen.catalog.PurposeField;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Treatment;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a purpose names must exist, and what it shows must be justified. */
final class PurposeCheck {
    private static final Set<Treatment> SHOWING =
            Set.of(Treatment.CLEAR, Treatment.GENERALIZE, Treatment.MASK, Treatment.MASK_STRICT);

    private static final String WHY_NOT =
            "it is looked up, recognises, is kept by law, or may have several values";

    private static final Set<Basis> CONSENTS =
            Set.of(Basis.CONSENT, Basis.SEPARATE_CONSENT, Basis.GUARDIAN_CONSENT);

    private final Catalog catalog;
    private final Report report;

    PurposeCheck(Catalog catalog, Report report) {
        this.catalog = catalog;
        this.report = report;
    }

    void check(String name, Purpose purpose) {
        var path = "/purposes/" + name;
        purpose.compatibleWith().keySet().forEach(p -> named(path + "/compatible_with/" + p, p));
        named(path + "/parent", purpose.parent());
        named(path + "/consent_of", purpose.consentOf());
        basis(path, name, purpose);
        operations(path + "/operations", name, purpose);
        if (purpose.operations().contains(Operation.CORRECT)) {
            correctable(name, purpose);
        }
        for (int i = 0; i < purpose.roles().size(); i++) {
            var roles = catalog.staff().roles().keySet();
            if (!roles.contains(purpose.roles().get(i))) {
                report.unknown(path + "/roles/" + i, "staff role", purpose.roles().get(i), roles);
            }
        }
        purpose.fields().forEach((field, planned) -> planned(path + "/fields/", field, planned));
        if (purpose.statutory() != null) {
            statutory(path + "/statutory/fields", name, purpose, purpose.statutory().fields());
        }
    }

    /** What a law keeps is sealed by the key that outlives an erasure. */
    private void statutory(String path, String name, Purpose purpose, List<String> fields) {
        if (fields.isEmpty()) {
            report.at(path, name + " keeps nothing by law: name a field or leave it out");
        }
        for (int i = 0; i < fields.size(); i++) {
            var at = path + "/" + i;
            var field = fields.get(i);
            if (!purpose.fields().containsKey(field)) {
                report.unknown(at, "field of the purpose", field, purpose.fields().keySet());
            } else if (catalog.field(field).filter(PurposeCheck::outlives).isEmpty()) {
                report.at(at, field + " is not of the class 'statutory' in fields.yaml");
            }
        }
    }

    private static boolean outlives(Field field) {
        return field.retention() == Field.Retention.STATUTORY;
    }

    /** A purpose that rests on another names one that stands for itself. */
    private void basis(String path, String name, Purpose purpose) {
        if ((purpose.basis() == Basis.PARENT) != (purpose.parent() != null)) {
            report.at(path, name + ": 'parent' goes with basis 'parent', and only with it");
        }
        var other = purpose.parent() == null ? purpose.consentOf() : purpose.parent();
        if (other != null && catalog.purpose(other).filter(PurposeCheck::leans).isPresent()) {
            report.at(path, name + " rests on '" + other + "', which itself rests on another");
        }
        var lender = purpose.consentOf();
        if (lender != null && !purpose.compatibleWith().containsKey(lender)) {
            var asked = "': say why under 'compatible_with' (T/CCAGM 002 4.1.3-c)";
            report.at(path + "/consent_of", name + " uses the consent of '" + lender + asked);
        }
    }

    private static boolean leans(Purpose purpose) {
        return purpose.parent() != null || purpose.consentOf() != null;
    }

    private void operations(String path, String name, Purpose purpose) {
        var shown = purpose.fields().values().stream().map(PurposeField::treatment).toList();
        if (purpose.operations().isEmpty()) {
            var allowed = FormCheck.words(Words.OPERATION);
            report.at(path, name + " lists no operation: needed is one of them or more" + allowed);
        }
        if (!withdrawable(purpose)) {
            var asked =
                    " rests on consent: it needs the operation 'withdraw' (T/CCAGM 002 4.1.2-d)";
            report.at(path, name + asked);
        }
        if (purpose.operations().contains(Operation.MESSAGE)) {
            if (!shown.contains(Treatment.CONNECTOR_ONLY)) {
                report.at(path, name + " sends, yet no address is 'connector_only'");
            }
            if (!purpose.manner().contains("message")) {
                report.at(path, name + " sends, yet its 'manner' lacks 'message'");
            }
        }
        if (shown.contains(Treatment.MATCH) && !purpose.operations().contains(Operation.MATCH)) {
            report.at(path, name + " matches a field: it needs the operation 'match'");
        }
    }

    /** What leads to a person, or is kept as it was, is corrected on request. */
    private void correctable(String name, Purpose purpose) {
        purpose.fields().keySet().stream()
                .filter(field -> catalog.field(field).filter(f -> !f.correctable()).isPresent())
                .forEach(field ->
                        report.at(
                                "/purposes/" + name + "/fields/" + field,
                                field + " cannot be corrected by the person: " + WHY_NOT));
    }

    private static boolean withdrawable(Purpose purpose) {
        boolean own = purpose.consentOf() == null && CONSENTS.contains(purpose.basis());
        boolean separate =
                purpose.fields().values().stream().anyMatch(PurposeField::separateConsent);
        return !(own || separate) || purpose.operations().contains(Operation.WITHDRAW);
    }

    private void named(String path, @Nullable String purpose) {
        if (purpose != null && catalog.purpose(purpose).isEmpty()) {
            report.unknown(path, "purpose", purpose, catalog.purposes().keySet());
        }
    }

    private void planned(String fields, String name, PurposeField planned) {
        var path = fields + name;
        catalog.field(name)
                .ifPresentOrElse(
                        field -> justified(path, name, field, planned),
                        () -> report.unknown(path, "field", name, catalog.fields().keySet()));
    }

    private void justified(String path, String name, Field field, PurposeField planned) {
        if (planned.why() == null && clearer(planned.treatment(), field.treatment())) {
            report.at(
                    path,
                    name
                            + " is shown as '"
                            + planned.treatment().word()
                            + "', clearer than its default '"
                            + field.treatment().word()
                            + "': say 'why'");
        }
        if (field.sensitive() && (planned.necessity() == null || planned.effect() == null)) {
            var asked = "a sensitive field needs 'necessity' and 'effect' (T/CCAGM 002 4.1.2-g)";
            report.at(path, name + ": " + asked);
        }
        if (planned.by() == null && !shaped(field, planned.treatment())) {
            var treatment = planned.treatment().word();
            report.at(path, name + " has no '" + treatment + "' of its own: name one with 'by'");
        }
        boolean shown = planned.treatment() != Treatment.WITHHOLD;
        if (shown && catalog.floor().neverDisclosed().contains(name)) {
            report.at(path, name + " is never disclosed (floor): only 'withhold' is allowed");
        }
    }

    private static boolean shaped(Field field, Treatment treatment) {
        return switch (treatment) {
            case MASK, MASK_STRICT -> field.mask() != null;
            case GENERALIZE -> field.generalize() != null;
            default -> true;
        };
    }

    /** What is not on the scale is clearer only than withholding, less clear than any showing. */
    private static boolean clearer(Treatment planned, Treatment usual) {
        if (planned == usual) {
            return false;
        }
        if (!planned.comparable()) {
            return usual == Treatment.WITHHOLD;
        }
        return usual.comparable() ? planned.atMost(usual) != planned : SHOWING.contains(planned);
    }
}
