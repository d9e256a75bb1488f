package io.menshen.catalog.source;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Channel;
import io.menshen.catalog.Channel.Profile;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.Operation;
import java.util.Map;
import java.util.Optional;

/** A channel takes in what its purposes need, and nothing else (T/CCAGM 002 4.1.3-a, 4.2). */
final class ChannelCheck {
    private final Catalog catalog;
    private final Report report;

    ChannelCheck(Catalog catalog, Report report) {
        this.catalog = catalog;
        this.report = report;
    }

    void check(String id, Channel channel) {
        var path = "/channels/" + id + "/purposes/";
        channel.purposes().forEach((name, profile) -> profile(path + name, name, profile));
    }

    private void profile(String path, String name, Profile profile) {
        var purpose = catalog.purpose(name);
        if (purpose.isEmpty()) {
            report.unknown(path, "purpose", name, catalog.purposes().keySet());
            return;
        }
        if (!purpose.get().operations().contains(Operation.COLLECT)) {
            report.at(path, name + " takes nothing in: it needs the operation 'collect'");
        }
        profile.required()
                .keySet()
                .forEach(field -> field(path + "/required/" + field, name, purpose.get(), field));
        for (int i = 0; i < profile.optional().size(); i++) {
            var field = profile.optional().get(i);
            field(path + "/optional/" + i, name, purpose.get(), field);
            if (profile.required().containsKey(field)) {
                report.at(path + "/optional/" + i, field + " is required and optional at once");
            }
        }
    }

    private void field(String path, String name, Purpose purpose, String field) {
        if (!purpose.fields().containsKey(field)) {
            report.unknown(path, "field of " + name, field, purpose.fields().keySet());
        }
        source(field)
                .ifPresent(from ->
                        report.at(path, field + " is made of '" + from + "': name that one"));
    }

    private Optional<String> source(String made) {
        return catalog.fields().entrySet().stream()
                .filter(field -> field.getValue().derives().containsKey(made))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
