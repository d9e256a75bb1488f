package io.menshen.cases;

import io.menshen.cases.CaseFilter.Place;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Rows of the database as what they hold. */
final class CaseColumns {
    private CaseColumns() {}

    static CaseRow request(Readable row) {
        var filed =
                new Filed(
                        CaseWords.kept(CaseKind.class, text(row, "kind")),
                        CaseWords.kept(Inlet.class, text(row, "inlet")),
                        CaseWords.kept(Identity.class, text(row, "identity")),
                        at(row),
                        get(row, "deadline", LocalDate.class),
                        CaseWords.kept(Counted.class, text(row, "counted")));
        return new CaseRow(get(row, "case_id", UUID.class), filed, stand(row), bytes(row, "mac"));
    }

    /** A row of a list, in which one that was changed does not take the others with it. */
    static Listed listed(Readable row, KeyRing keys) {
        var place =
                new Place(get(row, "deadline", LocalDate.class), get(row, "case_id", UUID.class));
        return new Listed(place, unchanged(row, keys));
    }

    /** The same of a list of that person's. */
    static Listed own(SubjectId person, Readable row, KeyRing keys) {
        var listed = listed(row, keys);
        var named = new PersonRow(listed.place().id(), person, bytes(row, "person_mac"));
        return new Listed(listed.place(), listed.row().filter(_ -> named.isTrue(keys)));
    }

    private static Optional<CaseRow> unchanged(Readable row, KeyRing keys) {
        try {
            return Optional.of(request(row)).filter(read -> read.isTrue(keys));
        } catch (IntegrityException _) {
            return Optional.empty();
        }
    }

    private static Stand stand(Readable row) {
        return new Stand(
                CaseWords.kept(CaseStatus.class, text(row, "status")),
                CaseWords.find(RefusalReason.class, text(row, "reason")),
                text(row, "owner"),
                get(row, "version", Long.class),
                bytes(row, "last"));
    }

    static PersonRow person(UUID caseId, Readable row) {
        var subject = new SubjectId(get(row, "subject_id", UUID.class));
        return new PersonRow(caseId, subject, bytes(row, "mac"));
    }

    static ActRow act(UUID caseId, Readable row) {
        var done =
                new ActRow.Done(
                        at(row),
                        CaseWords.kept(Act.class, text(row, "act")),
                        CaseWords.kept(CaseStatus.class, text(row, "status")),
                        text(row, "staff"),
                        text(row, "detail"),
                        bytes(row, "sealed"));
        return new ActRow(caseId, get(row, "seq", Long.class), done, bytes(row, "mac"));
    }

    static CaseCounts counts(Readable row) {
        return new CaseCounts(
                get(row, "alive", Long.class),
                get(row, "overdue", Long.class),
                get(row, "in1", Long.class),
                get(row, "in2", Long.class),
                get(row, "in5", Long.class));
    }

    private static Instant at(Readable row) {
        return Instant.ofEpochMilli(get(row, "at", Long.class));
    }

    private static String text(Readable row, String column) {
        return get(row, column, String.class);
    }

    private static Bytes bytes(Readable row, String column) {
        return Bytes.copyOf(HexFormat.of().parseHex(text(row, column)));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
