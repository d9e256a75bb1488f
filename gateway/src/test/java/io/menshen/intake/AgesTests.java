package io.menshen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Age;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing.WrappedKeys;
import io.menshen.subject.Subject;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A birth date alone makes nobody older; the same one again changes nothing. */
@Clause("PIPL-31")
class AgesTests {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final Bytes WRAPPED = Bytes.copyOf(new byte[67]);
    private static final WrappedKeys KEYS = new WrappedKeys(WRAPPED, WRAPPED, 1);
    private static final Subject CHILD = person(Age.CHILD, "2028-06-01");
    private static final Subject TEEN = person(Age.TEEN, "2028-06-01");
    private static final Subject ADULT = person(Age.ADULT, null);

    private static Subject person(Age age, @Nullable String review) {
        return Subject.fresh(SubjectId.random(), KEYS)
                .aged(age, review == null ? null : LocalDate.parse(review));
    }

    @Test
    void a_child_or_teen_who_would_be_older_is_raised() {
        assertThat(Ages.isRaised(CHILD, ADULT, TODAY)).isTrue();
        assertThat(Ages.isRaised(CHILD, TEEN, TODAY)).isTrue();
        assertThat(Ages.isRaised(TEEN, ADULT, TODAY)).isTrue();
        assertThat(Ages.isRaised(person(Age.TEEN, null), ADULT, TODAY)).isTrue();
    }

    @Test
    void who_would_only_come_of_age_earlier_is_raised_too() {
        assertThat(Ages.isRaised(CHILD, person(Age.CHILD, "2026-12-01"), TODAY)).isTrue();
    }

    @Test
    void the_same_or_a_younger_age_raises_nobody() {
        assertThat(Ages.isRaised(CHILD, CHILD, TODAY)).isFalse();
        assertThat(Ages.isRaised(ADULT, CHILD, TODAY)).isFalse();
        assertThat(Ages.isRaised(TEEN, CHILD, TODAY)).isFalse();
        assertThat(Ages.isRaised(person(Age.UNKNOWN, null), ADULT, TODAY)).isFalse();
    }

    @Test
    void who_grew_up_since_may_say_the_same_birth_date_again() {
        assertThat(
                        Ages.isRaised(
                                CHILD,
                                person(Age.TEEN, "2032-06-01"),
                                LocalDate.parse("2028-06-02")))
                .isFalse();
        assertThat(Ages.isRaised(CHILD, ADULT, LocalDate.parse("2032-05-20"))).isFalse();
        assertThat(Ages.isRaised(CHILD, ADULT, LocalDate.parse("2040-01-01"))).isFalse();
    }

    @Test
    void decided_is_by_the_younger_band() {
        assertThat(Ages.younger(CHILD, ADULT, TODAY).ageOn(TODAY)).isEqualTo(Age.CHILD);
        assertThat(Ages.younger(ADULT, CHILD, TODAY).ageOn(TODAY)).isEqualTo(Age.CHILD);
        assertThat(Ages.younger(person(Age.UNKNOWN, null), TEEN, TODAY).ageOn(TODAY))
                .isEqualTo(Age.TEEN);
    }
}
