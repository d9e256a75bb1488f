package io.menshen.catalog.source;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Field;
import io.menshen.kernel.Treatment;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a consumer names must exist, and it may not undo a mask by asking. */
final class ConsumerCheck {
    private static final Set<Treatment> MASKED = Set.of(Treatment.MASK, Treatment.MASK_STRICT);

    private final Catalog catalog;
    private final Report report;

    ConsumerCheck(Catalog catalog, Report report) {
        this.catalog = catalog;
        this.report = report;
    }

    void check(String id, Consumer consumer) {
        var path = "/consumers/" + id;
        for (var purpose : consumer.purposes()) {
            if (catalog.purpose(purpose).isEmpty()) {
                var known = catalog.purposes().keySet();
                report.unknown(path + "/purposes", "purpose", purpose, known);
            }
        }
        asked(path + "/resolve_by", consumer, consumer.resolveBy());
        asked(path + "/match", consumer, consumer.match());
        lookups(path + "/resolve_by", consumer.resolveBy());
        sameClient(path, id, consumer);
    }

    private void asked(String path, Consumer consumer, Map<String, List<String>> fields) {
        fields.forEach((purpose, names) -> {
            registered(path + "/" + purpose, consumer, purpose);
            names.forEach(name -> asked(path + "/" + purpose, consumer, name));
        });
    }

    private void registered(String path, Consumer consumer, String purpose) {
        if (!consumer.purposes().contains(purpose)) {
            var valid = consumer.purposes();
            report.unknown(path, "purpose of this consumer", purpose, valid);
        }
    }

    private void asked(String path, Consumer consumer, String field) {
        if (catalog.field(field).isEmpty()) {
            report.unknown(path, "field", field, catalog.fields().keySet());
        }
        for (var purpose : consumer.purposes()) {
            if (masked(purpose, field)) {
                report.at(
                        path,
                        field
                                + " may be looked up or matched, yet '"
                                + purpose
                                + "' shows it masked: trying values would undo the mask;"
                                + " withhold it there, or drop the right to ask");
            }
        }
    }

    private boolean masked(String purpose, String field) {
        return catalog.planned(purpose, field)
                .filter(p -> MASKED.contains(p.treatment()))
                .isPresent();
    }

    private void lookups(String path, Map<String, List<String>> resolveBy) {
        var valid =
                catalog.fields().entrySet().stream()
                        .filter(e -> e.getValue().lookup())
                        .map(Map.Entry::getKey)
                        .toList();
        resolveBy.forEach((purpose, names) -> lookups(path + "/" + purpose, names, valid));
    }

    private void lookups(String path, List<String> names, List<String> valid) {
        for (var name : names) {
            if (catalog.field(name).filter(f -> !f.lookup()).map(Field::owner).isPresent()) {
                report.unknown(path, "look-up field", name, valid);
            }
        }
    }

    private void sameClient(String path, String id, Consumer consumer) {
        catalog.consumers().forEach((other, that) -> sameClient(path, id, consumer, other, that));
    }

    private void sameClient(
            String path, String id, Consumer consumer, String other, Consumer that) {
        boolean same =
                consumer.issuer().equals(that.issuer())
                        && consumer.clientId().equals(that.clientId());
        if (same && id.compareTo(other) > 0) {
            report.at(path, id + " has the same issuer and client_id as " + other);
        }
    }
}
