package io.menshen.cases;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.SubjectKey;
import io.menshen.keys.SubjectKey.Place;
import io.menshen.masking.FieldType;
import io.menshen.subject.Subject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote to a case. It may say anything of the person, and lies sealed under their
 * service key: once they are erased nobody reads it any more, even where a law keeps something else
 * of them. Notes of before lie under the statutory key.
 */
final class Note {
    /** Records of processing are kept for three years at the least (PIPL 56). */
    private static final int YEARS = 3;

    private static final String POINTER = "/note";

    private Note() {}

    /** A note in its one spelling; one that is too long or no text adds a fault. */
    static Optional<Personal<String>> read(@Nullable Personal<String> written, List<Fault> faults) {
        if (written == null) {
            return Optional.empty();
        }
        var read = FieldType.of("text").normalise(written);
        if (read.isEmpty()) {
            faults.add(new Fault(POINTER, "type", "Needed: a text of up to 10,000 characters."));
        }
        return read;
    }

    /**
     * The note for its place; empty bytes where there is none.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID} where there is a note and nobody
     *     to seal it for
     */
    static Bytes sealed(
            Optional<Personal<String>> note, Optional<Subject> person, Place place, KeyRing keys) {
        if (note.isEmpty()) {
            return ActRow.NOTHING;
        }
        var key = person.flatMap(known -> service(known, keys)).orElseThrow(Note::nobody);
        return Bytes.copyOf(key.seal(place, note.get()));
    }

    private static RuntimeException nobody() {
        var detail = "No person is known to the case for whom a note could be sealed.";
        return Refusal.invalid(List.of(new Fault(POINTER, "no_person", detail))).toException();
    }

    /** What was written, for whoever may handle the case; empty where nobody can open it. */
    static Optional<String> opened(CaseRow row, ActRow act, Subject person, KeyRing keys) {
        if (act.done().sealed().size() == 0) {
            return Optional.empty();
        }
        var place = place(row.id(), row.filed(), act.seq());
        return service(person, keys)
                .map(key -> opened(key, person, place, act.done().sealed().toArray(), keys).open());
    }

    private static Personal<String> opened(
            SubjectKey service, Subject person, Place place, byte[] sealed, KeyRing keys) {
        try {
            return service.open(place, sealed);
        } catch (IntegrityException _) {
            // The act's MAC was verified before: what is left is the other class.
            var wrapped = Objects.requireNonNull(person.keys(), "who has a service key has both");
            return keys.unwrap(person.id(), FieldClass.STATUTORY, wrapped).open(place, sealed);
        }
    }

    static Place place(UUID caseId, Filed filed, long seq) {
        return new Place(
                "cases",
                caseId.toString(),
                "note",
                Math.toIntExact(seq),
                CaseWords.of(filed.kind()),
                CaseWords.of(filed.inlet()),
                filed.day().plusYears(YEARS));
    }

    /** The key under which goes with the person; empty where it went. */
    static Optional<SubjectKey> service(Subject person, KeyRing keys) {
        return Optional.ofNullable(person.keys())
                .filter(wrapped -> wrapped.service() != null)
                .map(wrapped -> keys.unwrap(person.id(), FieldClass.SERVICE, wrapped));
    }
}
