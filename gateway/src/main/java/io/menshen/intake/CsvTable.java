package io.menshen.intake;

import io.menshen.intake.CsvMapping.CsvConsent;
import io.menshen.intake.IntakeRequest.ConsentGiven;
import io.menshen.intake.IntakeRequest.Earlier;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.RefusedException;
import io.menshen.web.Row;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes intakes of the rows of one CSV. */
final class CsvTable {
    private static final String MARK = "\uFEFF";

    private final CsvMapping mapping;
    private final Bytes digest;
    private final Map<String, Integer> places;

    private CsvTable(CsvMapping mapping, Bytes digest, Map<String, Integer> places) {
        this.mapping = mapping;
        this.digest = digest;
        this.places = places;
    }

    /**
     * The table of those columns.
     *
     * @param digest of the mapping
     * @throws RefusedException {@code INVALID} with each column that is not as the mapping says, by
     *     its place
     */
    static CsvTable of(CsvMapping mapping, Bytes digest, List<String> head) {
        var faults = new ArrayList<Fault>();
        var needed = mapping.needed();
        var places = new HashMap<String, Integer>();
        for (var i = 0; i < head.size(); i++) {
            var name = i == 0 ? unmarked(head.getFirst()) : head.get(i);
            if (places.put(name, i) != null) {
                faults.add(fault(i, "column_repeated", "It stands there twice."));
            } else if (!needed.contains(name) && !mapping.isIgnored(name)) {
                faults.add(fault(i, "column_unknown", "It is neither mapped nor ignored."));
            }
        }
        var missing = needed.stream().filter(name -> !places.containsKey(name)).count();
        if (missing > 0) {
            var detail =
                    "Columns of the mapping that the first row does not name: " + missing + ".";
            faults.add(new Fault("/columns", "column_missing", detail));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults).toException();
        }
        return new CsvTable(mapping, digest, Map.copyOf(places));
    }

    private static Fault fault(int column, String code, String detail) {
        return new Fault("/columns/" + (column + 1), code, detail);
    }

    /** Programs write a byte order mark before the first name. */
    private static String unmarked(String name) {
        return name.startsWith(MARK) ? name.substring(1) : name;
    }

    /** The intake of one row. */
    Offering read(long number, Row row) {
        try {
            var cells = CsvRecord.of(row);
            if (cells.size() != places.size()) {
                var detail = "Needed: %d cells, found %d.".formatted(places.size(), cells.size());
                throw Refusal.invalid(List.of(new Fault("", "cells", detail))).toException();
            }
            var body = meant(Objects.requireNonNull(row.body()));
            return new Offering.Read(number, request(cells), body);
        } catch (RefusedException e) {
            return new Offering.Unread(number, e.refusal());
        }
    }

    /** The same cells under another mapping are another write. */
    private Bytes meant(Bytes row) {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(digest.toArray());
        whole.writeBytes(row.toArray());
        return Bytes.copyOf(whole.toByteArray());
    }

    private IntakeRequest request(List<String> cells) {
        return new IntakeRequest(
                mapping.channel(),
                mapping.purpose(),
                mapping.noticeVersion(),
                mapping.noticeHash(),
                fields(cells),
                mapping.given().stream().flatMap(one -> consent(one, cells)).toList(),
                null,
                mapping.verification(),
                about(cells),
                null);
    }

    private @Nullable Map<String, Personal<String>> about(List<String> cells) {
        var about = new LinkedHashMap<String, Personal<String>>();
        mapping.about().forEach((column, by) -> about.put(by, Personal.of(cell(column, cells))));
        return about.isEmpty() ? null : about;
    }

    /** An empty cell hands nothing in. */
    private Map<String, Given> fields(List<String> cells) {
        var fields = new LinkedHashMap<String, Given>();
        mapping.columns()
                .forEach((column, field) -> {
                    var cell = cell(column, cells);
                    if (!cell.isEmpty()) {
                        fields.put(field, given(column, cell));
                    }
                });
        return fields;
    }

    private Given given(String column, String cell) {
        var lists = mapping.lists();
        var between = lists == null ? null : lists.get(column);
        return between == null || between.isEmpty()
                ? Given.of(Personal.of(cell))
                : new Given(
                        Stream.of(cell.split(Pattern.quote(between), -1))
                                .map(Personal::of)
                                .toList());
    }

    private Stream<ConsentGiven> consent(CsvConsent consent, List<String> cells) {
        return isGiven(consent, cells)
                ? Stream.of(
                        new ConsentGiven(
                                consent.purpose(),
                                consent.noticeVersion(),
                                consent.noticeHash(),
                                consent.act(),
                                consent.separate(),
                                null,
                                earlier(consent, cells)))
                : Stream.empty();
    }

    private boolean isGiven(CsvConsent consent, List<String> cells) {
        var yes = consent.yes() == null ? List.<String>of() : consent.yes();
        return consent.column() == null || yes.contains(cell(consent.column(), cells));
    }

    private @Nullable Earlier earlier(CsvConsent consent, List<String> cells) {
        return consent.atColumn() == null
                ? null
                : new Earlier(
                        cell(consent.atColumn(), cells),
                        consent.where() == null ? mapping.channel() : consent.where());
    }

    private String cell(String column, List<String> cells) {
        return cells.get(Objects.requireNonNull(places.get(column)));
    }
}
