package io.menshen.catalog.source;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Field;
import java.util.List;
import java.util.Map;

/** What a consumer names must exist. */
final class ConsumerCheck {
    private final Catalog catalog;
    private final Report report;
    private final UnmaskCheck unmasking;

    ConsumerCheck(Catalog catalog, Report report) {
        this.catalog = catalog;
        this.report = report;
        this.unmasking = new UnmaskCheck(catalog, report);
    }

    void check(String id, Consumer consumer) {
        var path = "/consumers/" + id;
        for (int i = 0; i < consumer.purposes().size(); i++) {
            var purpose = consumer.purposes().get(i);
            if (catalog.purpose(purpose).isEmpty()) {
                var known = catalog.purposes().keySet();
                report.unknown(path + "/purposes/" + i, "purpose", purpose, known);
            }
        }
        asked(path + "/resolve_by", consumer, consumer.resolveBy());
        asked(path + "/match", consumer, consumer.match());
        lookups(path + "/resolve_by", consumer.resolveBy());
        consumer.match().forEach((p, names) -> matches(path + "/match/" + p, p, names));
        unmasking.check(id, consumer);
        catalog.consumers().forEach((other, that) -> sameClient(path, id, consumer, other, that));
    }

    private void asked(String path, Consumer consumer, Map<String, List<String>> fields) {
        fields.forEach((purpose, names) -> {
            var place = path + "/" + purpose;
            if (!consumer.purposes().contains(purpose)) {
                var valid = consumer.purposes();
                report.unknown(place, "purpose of this consumer", purpose, valid);
            }
            names.forEach(name -> known(place, name));
        });
    }

    private void known(String path, String field) {
        if (catalog.field(field).isEmpty()) {
            report.unknown(path, "field", field, catalog.fields().keySet());
        }
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

    private void matches(String path, String purpose, List<String> names) {
        for (var name : names) {
            if (catalog.field(name).isPresent() && catalog.planned(purpose, name).isEmpty()) {
                var valid = catalog.purpose(purpose).map(p -> p.fields().keySet());
                valid.ifPresent(v -> report.unknown(path, "field of " + purpose, name, v));
            }
        }
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
