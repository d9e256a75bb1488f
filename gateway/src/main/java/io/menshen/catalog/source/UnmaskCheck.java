package io.menshen.catalog.source;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Consumer.StaffClaim;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Treatment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mask hides few digits: whoever may ask “is it this value?” tries them all. So nobody who sees a
 * field hidden in part may look people up by it, match it, or turn its values into tokens; nor may
 * a member of staff do so at one desk with what another desk shows hidden.
 */
final class UnmaskCheck {
    private static final Set<Treatment> PARTLY =
            Set.of(Treatment.MASK, Treatment.MASK_STRICT, Treatment.GENERALIZE);

    private final Catalog catalog;
    private final Report report;

    UnmaskCheck(Catalog catalog, Report report) {
        this.catalog = catalog;
        this.report = report;
    }

    void check(String id, Consumer consumer) {
        var path = "/consumers/" + id;
        tried(path + "/resolve_by", id, consumer, consumer.resolveBy());
        tried(path + "/match", id, consumer, consumer.match());
        for (var name : consumer.purposes()) {
            catalog.purpose(name)
                    .filter(p -> p.operations().contains(Operation.TOKENIZE))
                    .ifPresent(p -> tokens(path + "/purposes", id, consumer, name, p));
        }
    }

    private void tried(
            String path, String id, Consumer consumer, Map<String, List<String>> fields) {
        fields.forEach((purpose, names) -> {
            var place = path + "/" + purpose;
            names.forEach(f -> refuse(place, id, consumer, purpose, f, "looked up or matched"));
        });
    }

    private void tokens(String path, String id, Consumer consumer, String name, Purpose purpose) {
        purpose.fields()
                .forEach((field, planned) -> {
                    if (planned.treatment() == Treatment.TOKENIZE) {
                        refuse(path, id, consumer, name, field, "tokenised under '" + name + "'");
                    }
                });
    }

    private void refuse(
            String path, String id, Consumer consumer, String purpose, String field, String how) {
        for (var view : views(id, consumer, purpose)) {
            if (partly(view.purpose(), field)) {
                var where = view.consumer().equals(id) ? "" : " at '" + view.consumer() + "'";
                report.at(
                        path,
                        field
                                + " may be "
                                + how
                                + ", yet '"
                                + view.purpose()
                                + "'"
                                + where
                                + " shows it masked: trying values would undo the mask;"
                                + " withhold it there, or drop the right to ask");
            }
        }
    }

    /** All that those see who ask by this consumer for this purpose. */
    private List<View> views(String id, Consumer consumer, String purpose) {
        var views = new ArrayList<View>();
        consumer.purposes().forEach(p -> views.add(new View(id, p)));
        if (consumer.staff() == StaffClaim.REQUIRED) {
            catalog.consumers()
                    .forEach((other, that) -> {
                        if (!other.equals(id) && that.staff() == StaffClaim.REQUIRED) {
                            that.purposes().stream()
                                    .filter(p -> sharesStaff(purpose, p))
                                    .forEach(p -> views.add(new View(other, p)));
                        }
                    });
        }
        return views;
    }

    private boolean sharesStaff(String purpose, String other) {
        return !Collections.disjoint(roles(purpose), roles(other));
    }

    private Collection<String> roles(String purpose) {
        return catalog.purpose(purpose)
                .map(Purpose::roles)
                .filter(roles -> !roles.isEmpty())
                .<Collection<String>>map(roles -> roles)
                .orElse(catalog.staff().roles().keySet());
    }

    private boolean partly(String purpose, String field) {
        Optional<Treatment> shown = catalog.planned(purpose, field).map(p -> p.treatment());
        return shown.filter(PARTLY::contains).isPresent();
    }

    /** A purpose as one consumer sees it. */
    private record View(String consumer, String purpose) {}
}
