package io.menshen.vault;

import io.menshen.catalog.Field;
import io.menshen.kernel.Personal;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.SubjectKey;
import io.menshen.keys.SubjectKey.Place;
import io.menshen.subject.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What the stores hold of one person, for the length of one read. Only what {@link #open} names is
 * opened, and the person's keys are unwrapped when the first value needs them.
 */
public final class Holding {
    /** Stands in no word of the registries, so that no field is taken for another's slot. */
    private static final String OF = "@";

    private final Subject subject;
    private final String consumer;
    private final KeyRing keys;
    private final ProfileMac macs;
    private final Map<Field.Store, List<StoredRow>> rows;
    private final Deidentified deidentified;
    private final Map<FieldClass, SubjectKey> unwrapped = new EnumMap<>(FieldClass.class);

    Holding(
            Subject subject,
            String consumer,
            KeyRing keys,
            Deidentified deidentified,
            Map<Field.Store, List<StoredRow>> rows) {
        this.deidentified = deidentified;
        this.subject = subject;
        this.consumer = consumer;
        this.keys = keys;
        this.macs = new ProfileMac(keys);
        this.rows = rows;
    }

    /**
     * The values of a field; of one that is unique within a consumer, those of the consumer for
     * which the stores were read.
     *
     * @param day values that expire before it are no more
     * @return empty where there is none
     * @throws IntegrityException where a value was altered, moved, or is of another person
     */
    public List<Personal<String>> open(String name, Field field, LocalDate day) {
        var values = new ArrayList<Personal<String>>(1);
        for (var row : stored(slot(name, field), field)) {
            if (!row.expires().isBefore(day)) {
                values.add(value(field, row));
            }
        }
        return Collections.unmodifiableList(values);
    }

    /**
     * Where each value that {@link #open} would open comes from.
     *
     * @throws IntegrityException as {@link #open}
     */
    public List<Origin> origins(String name, Field field, LocalDate day) {
        return stored(slot(name, field), field).stream()
                .filter(row -> !row.expires().isBefore(day))
                .map(row -> origin(field, row))
                .toList();
    }

    private Origin origin(Field field, StoredRow row) {
        return switch (row) {
            case StoredRow.Sealed sealed ->
                    new Origin(
                            row.purpose(),
                            sealed.channel(),
                            Envelope.day(whole(field, sealed)),
                            row.expires());
            case StoredRow.Clear _ -> new Origin(row.purpose(), null, null, row.expires());
        };
    }

    /** Whether there is a value that {@link #open} would open; nothing is opened for it. */
    public boolean holds(String name, Field field, LocalDate day) {
        return stored(slot(name, field), field).stream()
                .anyMatch(row -> !row.expires().isBefore(day));
    }

    /**
     * Where a field's values lie: each consumer's own beside those of others, where they are unique
     * within a consumer only.
     */
    String slot(String name, Field field) {
        return field.unique() == Field.Unique.CONSUMER ? name + OF + consumer : name;
    }

    /** The field whose slot it is, whichever consumer's. */
    static String field(String slot) {
        var of = slot.indexOf(OF);
        return of < 0 ? slot : slot.substring(0, of);
    }

    /** The version of each value in a slot by its ordinal, as a write must name it. */
    Map<Integer, Long> versions(String slot, Field field) {
        return stored(slot, field).stream()
                .collect(java.util.stream.Collectors.toMap(StoredRow::ordinal, StoredRow::version));
    }

    /** As now, or as the field is held where another purpose keeps it longer. */
    Provenance longest(String name, Field field, Provenance now) {
        return stored(slot(name, field), field).stream()
                .filter(row -> row.expires().isAfter(now.expires()))
                .max(Comparator.comparing(StoredRow::expires))
                .map(row -> as(row, now))
                .orElse(now);
    }

    /** For what, and for how long, a field is held, if the person has a value of it. */
    Optional<Provenance> heldAs(String name, Field field, Provenance now) {
        return stored(slot(name, field), field).stream().findFirst().map(row -> as(row, now));
    }

    private static Provenance as(StoredRow row, Provenance now) {
        return new Provenance(row.purpose(), now.channel(), now.at(), now.notice(), row.expires());
    }

    private List<StoredRow> stored(String slot, Field field) {
        var found = new ArrayList<StoredRow>(1);
        for (var row : rows.getOrDefault(field.store(), List.of())) {
            if (row.field().equals(slot)) {
                found.add(row);
            }
        }
        return found;
    }

    private Personal<String> value(Field field, StoredRow row) {
        return switch (row) {
            case StoredRow.Sealed sealed -> opened(field, sealed);
            case StoredRow.Clear clear -> believed(field, clear);
        };
    }

    private Personal<String> opened(Field field, StoredRow.Sealed row) {
        return Envelope.content(whole(field, row));
    }

    private Personal<String> whole(Field field, StoredRow.Sealed row) {
        var place = place(subject, field.store(), row);
        return key(field).open(place, row.sealed().toArray());
    }

    private Personal<String> believed(Field field, StoredRow.Clear row) {
        if (!macs.verifies(subject.rows().profile(), row)) {
            throw new IntegrityException("a value of store D");
        }
        return deidentified.back(row.field(), field, row.value());
    }

    private SubjectKey key(Field field) {
        var wrapped = subject.keys();
        if (wrapped == null) {
            throw new IntegrityException("a value of an erased person");
        }
        return unwrapped.computeIfAbsent(
                Classes.of(field), type -> keys.unwrap(subject.id(), type, wrapped));
    }

    static Place place(Subject subject, Field.Store store, StoredRow.Sealed row) {
        return new Place(
                store.word(),
                Objects.requireNonNull(rowOf(subject, store)).toString(),
                row.field(),
                row.ordinal(),
                row.purpose(),
                row.channel(),
                row.expires());
    }

    static UUID rowOf(Subject subject, Field.Store store) {
        return switch (store) {
            case IDENTITY -> subject.rows().identity();
            case SENSITIVE -> subject.rows().sensitive();
            case PROFILE -> subject.rows().profile();
            case NONE -> throw new IllegalArgumentException("such a field is never stored");
        };
    }
}
