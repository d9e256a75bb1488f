package io.menshen.catalog.source;

import static io.menshen.catalog.source.Words.LABEL;
import static io.menshen.catalog.source.Words.TEXT;

import io.menshen.catalog.source.Form.Day;
import io.menshen.catalog.source.Form.Mapping;
import io.menshen.catalog.source.Form.Named;
import io.menshen.catalog.source.Form.Several;

/** The form of a year of the calendar. */
final class CalendarForm {
    private CalendarForm() {}

    static Mapping of() {
        var holiday =
                new Keys()
                        .must("label", LABEL, "what people call it")
                        .must("first", new Day(), "its first day off")
                        .must("last", new Day(), "its last day off")
                        .entry();
        return new Keys()
                .must("owner", TEXT, "the role that answers for it")
                .must("source", TEXT, "the announcement that it was taken from")
                .must("holidays", new Named(holiday), "days off")
                .must("working", new Several(new Day()), "days of weekends on which people work")
                .entry();
    }
}
