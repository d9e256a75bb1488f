package io.menshen.catalog.source;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.catalog.Purpose;
import io.menshen.catalog.Tag;

/**
 * A tag inherits the highest sensitivity of its inputs (T/CCAGM 002 3.4): since tags are kept as
 * their field is, none is made of what is more sensitive.
 */
final class TagCheck {
    private static final String TYPE = "tag";

    private final Catalog catalog;
    private final Report report;

    TagCheck(Catalog catalog, Report report) {
        this.catalog = catalog;
        this.report = report;
    }

    void check(String id, Tag tag) {
        var path = "/tags/" + id;
        var purpose = catalog.purpose(tag.purpose());
        if (purpose.isEmpty()) {
            var known = catalog.purposes().keySet();
            report.unknown(path + "/purpose", "purpose", tag.purpose(), known);
            return;
        }
        if (purpose.get().fields().keySet().stream().noneMatch(this::holdsTags)) {
            report.at(path + "/purpose", tag.purpose() + " has no field for tags");
        }
        for (int i = 0; i < tag.inputs().size(); i++) {
            input(path + "/inputs/" + i, tag, purpose.get(), tag.inputs().get(i));
        }
    }

    private boolean holdsTags(String field) {
        return catalog.field(field).filter(one -> one.type().equals(TYPE)).isPresent();
    }

    private void input(String path, Tag tag, Purpose purpose, String field) {
        if (!purpose.fields().containsKey(field)) {
            report.unknown(path, "field of " + tag.purpose(), field, purpose.fields().keySet());
        }
        catalog.field(field)
                .filter(Field::sensitive)
                .ifPresent(one ->
                        report.at(
                                path,
                                field
                                        + " is sensitive ("
                                        + one.sensitivity()
                                        + "), and so would be what is made of it: tags are kept as"
                                        + " general (T/CCAGM 002 3.4)"));
    }
}
