package io.menshen.console;

import io.menshen.cases.OwnCopies.Copy;
import io.menshen.cases.OwnCopies.Offer;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.console.Pages.Page;
import io.menshen.kernel.BusinessDay;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page that offers copies. */
final class CopyLines {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Catalog catalog;
    private final Language language;

    CopyLines(Catalog catalog, Language language) {
        this.catalog = catalog;
        this.language = language;
    }

    /** The page with nothing on it, to be read ahead. */
    static Page empty() {
        return page("", List.of());
    }

    /** A copy of nothing, to be read ahead. */
    static Page ofNothing() {
        return new Page(
                "copy",
                Map.of("categories", List.of(), "made", "", "controller", "", "contact", ""));
    }

    Page page(Offer offer) {
        var fields =
                catalog.fields().entrySet().stream()
                        .filter(field -> offer.fields().contains(field.getKey()))
                        .map(Map.Entry::getValue)
                        .map(Field::label)
                        .map(language::of)
                        .collect(Collectors.joining(language.comma()));
        return page(fields, offer.copies().stream().map(CopyLines::line).toList());
    }

    private static Page page(String fields, List<Map<String, String>> copies) {
        return new Page(
                "mycopy", Map.of("fields", fields, "copies", copies, "forms", CopyForm.words()));
    }

    private static Map<String, String> line(Copy copy) {
        return Map.of(
                "id", copy.id().toString(),
                "form", copy.form(),
                "made", minute(copy.made()),
                "until", minute(copy.expires()));
    }

    /** A time as people read it. */
    static String minute(Instant at) {
        return at.atZone(BusinessDay.ZONE).format(MINUTE);
    }
}
