package io.menshen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.decision.DecisionRequest.Consents;
import io.menshen.kernel.Clause;
import io.menshen.subject.ConsentState;
import io.menshen.subject.ConsentState.Act;
import io.menshen.subject.ConsentState.Entry;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was said last counts; a consent that comes late under an older notice lowers nothing. */
@Clause({"4.1.2-b", "4.1.2-d"})
class AgreedTests {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void a_consent_is_added_and_raises_the_version_by_one() {
        var after = Agreed.after(state(granted(1, NOW)), List.of(act("p", 2), act("q", 1)));

        assertThat(after.version()).isEqualTo(8);
        assertThat(after.entries()).containsOnlyKeys("p", "q");
        assertThat(notice(after)).isEqualTo(2);
    }

    @Test
    void an_older_notice_does_not_replace_a_newer_grant() {
        var before = state(granted(3, NOW.minusSeconds(60)));

        assertThat(Agreed.after(before, List.of(act("p", 2)))).isSameAs(before);
    }

    @Test
    void an_older_notice_still_counts_after_a_withdrawal() {
        var withdrawn =
                new Entry(
                        Act.WITHDRAWN,
                        0,
                        NOW.minusSeconds(60),
                        "app",
                        Collections.emptySortedSet());

        assertThat(notice(Agreed.after(state(withdrawn), List.of(act("p", 2))))).isEqualTo(2);
    }

    @Test
    void a_withdrawal_that_came_meanwhile_stands() {
        var withdrawn =
                new Entry(
                        Act.WITHDRAWN, 0, NOW.plusSeconds(1), "app", Collections.emptySortedSet());
        var before = state(withdrawn);

        assertThat(Agreed.after(before, List.of(act("p", 2)))).isSameAs(before);
    }

    @Test
    void a_withdrawal_of_the_same_moment_stands() {
        var withdrawn = new Entry(Act.WITHDRAWN, 0, NOW, "app", Collections.emptySortedSet());
        var before = state(withdrawn);

        assertThat(Agreed.after(before, List.of(act("p", 2)))).isSameAs(before);
    }

    private static int notice(ConsentState state) {
        return state.entries().getOrDefault("p", granted(0, NOW)).notice();
    }

    private static ConsentState state(Entry entry) {
        return new ConsentState(6, Collections.emptySortedMap()).with("p", entry);
    }

    private static Entry granted(int notice, Instant at) {
        return new Entry(Act.GRANTED, notice, at, "app", new TreeSet<>(List.of("address")));
    }

    private static Consented act(String purpose, int notice) {
        return new Consented(
                "/consents/0",
                purpose,
                purpose,
                granted(notice, NOW),
                "ticked",
                "current",
                Consents.SEPARATE,
                "",
                new UUID(0, notice),
                List.of());
    }
}
