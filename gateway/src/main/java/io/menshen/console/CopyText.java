package io.menshen.console;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Label;
import io.menshen.console.Pages.Page;
import io.menshen.disclosure.OwnData.Held;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.CsvCell;
import io.menshen.kernel.Personal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A copy of what is held of a person, as it is written in their language. */
final class CopyText {
    /** Spreadsheets read UTF-8 where it begins so. */
    private static final String MARK = "\uFEFF";

    private static final String END = "\r\n";
    private static final Map<String, String> NOWHERE =
            Map.of("purpose", "", "channel", "", "day", "", "expires", "");
    private static final List<Label> COLUMNS =
            List.of(
                    new Label("信息", "field"),
                    new Label("内容", "value"),
                    new Label("目的", "purpose"),
                    new Label("来源", "channel"),
                    new Label("采集日", "collected on"),
                    new Label("保存至", "kept until"));

    private final Catalog catalog;
    private final Language language;
    private final Pages pages;
    private final HeldLines lines;

    CopyText(Catalog catalog, Language language, Pages pages) {
        this.catalog = catalog;
        this.language = language;
        this.pages = pages;
        this.lines = new HeldLines(catalog, language);
    }

    Personal<String> of(CopyForm form, List<Held> held, Instant made) {
        return Personal.of(
                switch (form) {
                    case HTML -> html(held, made);
                    case CSV -> csv(held);
                    case JSON -> json(held, made);
                });
    }

    private String html(List<Held> held, Instant made) {
        return pages.text(
                new Page(
                        "copy",
                        Map.of(
                                "categories", lines.of(held),
                                "made", CopyLines.minute(made),
                                "controller", controller(),
                                "contact", contact())),
                language,
                "");
    }

    /** A line a value; no cell is taken for a formula (RFC 4180). */
    private String csv(List<Held> held) {
        var head = COLUMNS.stream().map(language::of);
        return Stream.concat(Stream.of(row(head)), held.stream().flatMap(this::rows))
                .collect(Collectors.joining(END, MARK, END));
    }

    private Stream<String> rows(Held held) {
        var label = language.of(held.field().label());
        var values = HeldText.each(held.values());
        return Stream.iterate(0, i -> i < values.size(), i -> i + 1)
                .map(i -> {
                    var from = origin(held, i);
                    return row(Stream.concat(Stream.of(label, values.get(i)), told(from)));
                });
    }

    private static Stream<String> told(Map<String, String> from) {
        return Stream.of("purpose", "channel", "day", "expires")
                .map(name -> from.getOrDefault(name, ""));
    }

    private static String row(Stream<String> cells) {
        return cells.map(cell -> new CsvCell(cell).written()).collect(Collectors.joining(","));
    }

    /** Of a row that was altered nobody knows where it comes from. */
    private Map<String, String> origin(Held held, int at) {
        var origins = held.origins();
        return at < origins.size() ? lines.origin(origins.get(at)) : NOWHERE;
    }

    private String json(List<Held> held, Instant made) {
        var whole = JsonMapper.shared().createObjectNode();
        whole.put("made", at(made)).put("controller", controller()).put("contact", contact());
        var fields = whole.putArray("fields");
        held.forEach(one -> put(fields.addObject(), one));
        return whole.toPrettyString();
    }

    private void put(ObjectNode node, Held held) {
        node.put("name", held.name())
                .put("label", language.of(held.field().label()))
                .put("category", held.field().category());
        var all = node.putArray("values");
        var values = HeldText.each(held.values());
        for (var i = 0; i < values.size(); i++) {
            var from = origin(held, i);
            var value = all.addObject().put("value", values.get(i));
            told(value, "purpose", from.getOrDefault("purpose", ""));
            told(value, "channel", from.getOrDefault("channel", ""));
            told(value, "collected_on", from.getOrDefault("day", ""));
            told(value, "kept_until", from.getOrDefault("expires", ""));
        }
    }

    private static void told(ObjectNode value, String name, String text) {
        if (!text.isEmpty()) {
            value.put(name, text);
        }
    }

    private String controller() {
        return language.of(catalog.deployment().controller().name());
    }

    private String contact() {
        return language.of(catalog.deployment().controller().contact());
    }

    private static String at(Instant made) {
        return made.truncatedTo(ChronoUnit.SECONDS)
                .atZone(BusinessDay.ZONE)
                .toOffsetDateTime()
                .toString();
    }
}
