package io.menshen.intake;

import io.menshen.catalog.Catalog;
import io.menshen.kernel.Age;
import io.menshen.kernel.Personal;
import io.menshen.masking.Masking;
import io.menshen.subject.Subject;
import io.menshen.vault.NewValues;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What follows from a value: de-identified fields, and the age band of a birth date. */
final class Derivation {
    private static final int END_OF_CHILDHOOD = 14;
    private static final int MAJORITY = 18;

    private Derivation() {}

    /** The fields that the registry makes of this one; without values where it cannot be made. */
    static Stream<NewValues> of(NewValues source, Catalog catalog) {
        return source.field().derives().entrySet().stream()
                .map(entry -> made(source, entry, catalog))
                .flatMap(Optional::stream);
    }

    private static Optional<NewValues> made(
            NewValues source, Map.Entry<String, String> entry, Catalog catalog) {
        var value = Masking.show(entry.getValue(), Map.of(), source.values().getFirst());
        var made = value.map(List::of).orElse(List.of());
        return catalog.field(entry.getKey())
                .map(field -> new NewValues(entry.getKey(), field, made));
    }

    /** The person with the age band that an offered birth date tells; without one as before. */
    static Subject aged(Subject subject, List<NewValues> values, LocalDate today) {
        return values.stream()
                .filter(value -> value.field().birth())
                .findFirst()
                .map(value -> aged(subject, value.values().getFirst(), today))
                .orElse(subject);
    }

    private static Subject aged(Subject subject, Personal<String> date, LocalDate today) {
        var band = date.map(text -> band(LocalDate.parse(text), today));
        return Bands.apply(subject, band);
    }

    private static Band band(LocalDate birth, LocalDate today) {
        if (today.isBefore(birth.plusYears(END_OF_CHILDHOOD))) {
            return new Band(Age.CHILD, Optional.of(birth.plusYears(END_OF_CHILDHOOD)));
        }
        if (today.isBefore(birth.plusYears(MAJORITY))) {
            return new Band(Age.TEEN, Optional.of(birth.plusYears(MAJORITY)));
        }
        return new Band(Age.ADULT, Optional.empty());
    }

    /** A band, and the birthday that ends it. */
    record Band(Age age, Optional<LocalDate> until) {}
}
