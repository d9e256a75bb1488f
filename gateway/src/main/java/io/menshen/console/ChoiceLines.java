package io.menshen.console;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.console.Choices.Done;
import io.menshen.console.OwnChoices.Agreed;
import io.menshen.console.OwnChoices.Choice;
import io.menshen.console.Pages.Page;
import io.menshen.kernel.BusinessDay;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A person's choices as the pages tell them. */
final class ChoiceLines {
    private final Catalog catalog;
    private final Language language;

    ChoiceLines(Catalog catalog, Language language) {
        this.catalog = catalog;
        this.language = language;
    }

    Map<String, Object> line(Choice choice) {
        var purpose = choice.purpose();
        var standing = choice.standing();
        var fields =
                purpose.fields().keySet().stream()
                        .flatMap(field -> catalog.field(field).stream())
                        .map(Field::label)
                        .map(language::of)
                        .collect(Collectors.joining(language.comma()));
        return Map.of(
                "name", choice.name(),
                "label", language.of(purpose.label()),
                "fields", fields,
                "days", purpose.retentionDays(),
                "standing", standing == null ? "" : standing.name().toLowerCase(Locale.ROOT));
    }

    /** What could not be stopped is said first; where nothing else was done, only that. */
    Page stopped(List<Done> all) {
        var stopped = labels(all.stream().filter(done -> !done.failed()).toList());
        var failed = labels(all.stream().filter(Done::failed).toList());
        return stopped.isEmpty()
                ? Pages.LATER
                : new Page("stopped", Map.of("purposes", stopped, "failed", failed));
    }

    private List<String> labels(List<Done> done) {
        return done.stream().map(one -> language.of(one.registered().label())).toList();
    }

    Map<String, Object> receipt(Agreed agreed) {
        var notice = agreed.notice();
        var at = agreed.act().entry().at().atZone(BusinessDay.ZONE).toLocalDateTime();
        return Map.of(
                "label", language.of(notice.own().label()),
                "purpose", notice.purpose(),
                "version", Integer.toString(notice.version()),
                "hash", notice.hash(),
                "receipt", agreed.act().id().toString(),
                "at", at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '));
    }
}
