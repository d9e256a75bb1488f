package io.menshen.notice;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Deployment.SensitivityReading;
import io.menshen.catalog.Field;
import io.menshen.catalog.Field.Sensitivity;
import io.menshen.catalog.Purpose;
import io.menshen.catalog.Purpose.Basis;
import io.menshen.catalog.PurposeField;
import io.menshen.catalog.Shape;
import io.menshen.notice.Notice.Item;
import io.menshen.notice.Notice.Kept;
import io.menshen.notice.Notice.Recipient;
import io.menshen.notice.Notice.Use;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the registries say of the uses that one notice tells of. */
record Uses(Catalog catalog) {
    private static final Set<Basis> CONSENT =
            Set.of(
                    Basis.CONSENT,
                    Basis.SEPARATE_CONSENT,
                    Basis.GUARDIAN_CONSENT,
                    // What rests on nothing known asks for consent, as in rules/facts.
                    Basis.PARENT);

    /** The purposes that stand for themselves: each has a notice of its own. */
    Stream<String> told() {
        return catalog.purposes().keySet().stream().filter(this::standsForItself);
    }

    private boolean standsForItself(String purpose) {
        return catalog.consentOf(purpose).filter(purpose::equals).isPresent();
    }

    /** A purpose, and after it those that its consent counts for, in the order of the registry. */
    List<Use> of(String purpose) {
        var resting =
                catalog.purposes().keySet().stream()
                        .filter(other -> !other.equals(purpose))
                        .filter(other ->
                                catalog.consentOf(other).filter(purpose::equals).isPresent());
        return Stream.concat(Stream.of(purpose), resting)
                .flatMap(name -> catalog.purpose(name).map(p -> use(name, p)).stream())
                .toList();
    }

    private Use use(String name, Purpose purpose) {
        return new Use(
                name,
                purpose.label(),
                purpose.manner().stream().sorted().toList(),
                purpose.fields().entrySet().stream().flatMap(e -> item(purpose, e)).toList(),
                recipients(name),
                purpose.retentionDays(),
                kept(purpose));
    }

    private @Nullable Kept kept(Purpose purpose) {
        var statutory = purpose.statutory();
        if (statutory == null) {
            return null;
        }
        var fields = statutory.fields().stream().flatMap(name -> catalog.field(name).stream());
        return new Kept(statutory.law(), fields.map(Field::label).toList());
    }

    private List<Recipient> recipients(String purpose) {
        return catalog.recipients(purpose).entrySet().stream()
                .map(entry -> recipient(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Recipient recipient(String id, Consumer consumer) {
        return new Recipient(id, consumer.label(), consumer.kind().word());
    }

    private Stream<Item> item(Purpose purpose, Map.Entry<String, PurposeField> entry) {
        return catalog.field(entry.getKey()).stream()
                .map(field -> item(purpose, entry.getKey(), field, entry.getValue()));
    }

    private Item item(Purpose purpose, String name, Field field, PurposeField planned) {
        var sensitive = isSensitive(field);
        return new Item(
                name,
                field.label(),
                planned.treatment(),
                by(field, planned),
                sensitive,
                sensitive && asksSeparately(purpose, planned) ? field.kind() : null,
                planned.why(),
                planned.necessity(),
                planned.effect());
    }

    private static @Nullable String by(Field field, PurposeField planned) {
        return switch (planned.treatment()) {
            case GENERALIZE -> kind(planned, field.generalize());
            case MASK, MASK_STRICT -> kind(planned, field.mask());
            default -> null;
        };
    }

    private static @Nullable String kind(PurposeField planned, @Nullable Shape own) {
        return planned.by() != null || own == null ? planned.by() : own.kind();
    }

    /** As rules/facts has it. */
    private boolean isSensitive(Field field) {
        return field.sensitivity() == Sensitivity.S
                || (field.sensitivity() == Sensitivity.P
                        && catalog.deployment().sensitivity() == SensitivityReading.STRICT);
    }

    /** As rules/separate has it. */
    private boolean asksSeparately(Purpose purpose, PurposeField planned) {
        return planned.separateConsent() || restsOnConsent(purpose);
    }

    /** Whether consent is what it rests on, or what the purpose that it serves rests on. */
    boolean restsOnConsent(Purpose purpose) {
        var parent = Optional.ofNullable(purpose.parent()).flatMap(catalog::purpose);
        return CONSENT.contains(parent.map(Purpose::basis).orElse(purpose.basis()));
    }
}
