package io.menshen.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Age;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing.WrappedKeys;
import io.menshen.subject.ConsentState.Act;
import io.menshen.subject.ConsentState.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTests {
    private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "ACTIVE,FROZEN",
        "ACTIVE,CLOSED",
        "ACTIVE,ERASING",
        "FROZEN,ACTIVE",
        "FROZEN,ERASING",
        "CLOSED,ERASING",
        "ERASING,ERASED"
    })
    @Clause("7-b")
    void moves_along_the_ways_there_are(Lifecycle from, Lifecycle to) {
        assertThat(at(from).moved(to).lifecycle()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "ERASED,ACTIVE",
        "ERASED,FROZEN",
        "ERASING,ACTIVE",
        "CLOSED,ACTIVE",
        "ACTIVE,ERASED"
    })
    void refuses_every_other_way(Lifecycle from, Lifecycle to) {
        assertThatThrownBy(() -> at(from).moved(to))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no way leads");
    }

    @Test
    void a_child_counts_as_a_teen_from_the_review_on() {
        var child = person().aged(Age.CHILD, LocalDate.of(2027, 2, 1));

        assertThat(child.ageOn(LocalDate.of(2027, 1, 31))).isEqualTo(Age.CHILD);
        assertThat(child.ageOn(LocalDate.of(2027, 2, 1))).isEqualTo(Age.TEEN);
    }

    @Test
    void an_undeclared_age_stays_unknown() {
        assertThat(person().ageOn(LocalDate.of(2099, 1, 1))).isEqualTo(Age.UNKNOWN);
    }

    @Test
    @Clause({"4.1.2-d", "6.1.2"})
    void consent_is_missing_granted_stale_or_withdrawn() {
        var granted = ConsentState.NONE.with("survey", entry(Act.GRANTED, 2));

        assertThat(granted.of("other", 1)).isEqualTo(Consent.MISSING);
        assertThat(granted.of("survey", 2)).isEqualTo(Consent.GRANTED);
        assertThat(granted.of("survey", 3)).isEqualTo(Consent.STALE);
        assertThat(granted.with("survey", entry(Act.WITHDRAWN, 0)).of("survey", 2))
                .isEqualTo(Consent.WITHDRAWN);
    }

    @Test
    void a_withdrawal_ends_separate_consent_too() {
        var granted = ConsentState.NONE.with("survey", entry(Act.GRANTED, 1));
        var withdrawn =
                granted.with(
                        "survey",
                        new Entry(Act.WITHDRAWN, 0, AT, "app", new TreeSet<>(Set.of("address"))));

        assertThat(granted.separate("survey")).containsExactly("address");
        assertThat(withdrawn.separate("survey")).isEmpty();
    }

    @Test
    void reads_what_it_writes() {
        var state =
                ConsentState.NONE
                        .with("survey", entry(Act.GRANTED, 2))
                        .with("points", new Entry(Act.WITHDRAWN, 0, AT, "web", new TreeSet<>()));

        assertThat(ConsentState.parse(state.version(), state.text())).isEqualTo(state);
        assertThatThrownBy(() -> ConsentState.parse(1, "survey GRANTED"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Entry entry(Act act, int notice) {
        return new Entry(act, notice, AT, "app", new TreeSet<>(Set.of("address")));
    }

    private static Subject at(Lifecycle lifecycle) {
        var p = person();
        return new Subject(
                p.id(),
                p.rows(),
                p.auditId(),
                p.keys(),
                lifecycle,
                p.age(),
                p.ageReview(),
                p.guardian(),
                p.restrictions(),
                1,
                p.consents());
    }

    private static Subject person() {
        var wrapped = Bytes.copyOf(new byte[] {1});
        return Subject.fresh(SubjectId.random(), new WrappedKeys(wrapped, wrapped, 1));
    }
}
