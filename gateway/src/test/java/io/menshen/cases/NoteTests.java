package io.menshen.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.KeysetFiles;
import io.menshen.subject.Subject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes by the key of their class, those of before by the other one. */
class NoteTests {
    private static final String TEXT = "本人称地址登记有误";
    private static final UUID ID = UUID.randomUUID();
    private static final Filed FILED =
            new Filed(
                    CaseKind.CORRECT,
                    Inlet.PHONE,
                    Identity.CODE,
                    Instant.EPOCH,
                    LocalDate.EPOCH.plusDays(21),
                    Counted.CALENDAR);

    @TempDir private Path folder;
    private KeyRing keys;
    private Subject person;

    @BeforeEach
    void register() throws Exception {
        var files = new KeysetFiles(folder.resolve("keys"));
        files.create();
        keys = files.open();
        var id = SubjectId.random();
        person = Subject.fresh(id, keys.newKeys(id));
    }

    private Bytes sealed(Subject of) {
        var note = Optional.of(Personal.of(TEXT));
        return Note.sealed(note, Optional.of(of), Note.place(ID, FILED, 1), keys);
    }

    private Optional<String> opened(Bytes sealed, Subject by) {
        var done = new ActRow.Done(Instant.EPOCH, Act.OPENED, CaseStatus.OPEN, "s", "", sealed);
        var act = ActRow.of(ID, 1, done, ActRow.NOTHING, keys);
        var stand = new Stand(CaseStatus.OPEN, Optional.empty(), "", 1, act.mac());
        return Note.opened(CaseRow.of(ID, FILED, stand, keys), act, by, keys);
    }

    @Test
    void is_opened_while_the_person_is_served() {
        assertThat(opened(sealed(person), person)).contains(TEXT);
    }

    @Test
    void of_before_is_opened_by_the_other_key() {
        var wrapped = Objects.requireNonNull(person.keys());
        var key = keys.unwrap(person.id(), FieldClass.STATUTORY, wrapped);
        var old = Bytes.copyOf(key.seal(Note.place(ID, FILED, 1), Personal.of(TEXT)));

        assertThat(opened(old, person)).contains(TEXT);
    }

    @Test
    void is_neither_opened_nor_taken_once_only_what_a_law_keeps_is_left() {
        var sealed = sealed(person);
        var retained = person.retained();

        assertThat(opened(sealed, retained)).isEmpty();
        assertThatThrownBy(() -> sealed(retained)).isInstanceOf(RefusedException.class);
    }
}
