package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.erasure.Erasure;
import io.menshen.journal.Journal;
import io.menshen.journal.JournalEntry;
import io.menshen.journal.JournalEntry.Kind;
import io.menshen.journal.ReplayGate;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Metric;
import io.menshen.kernel.SubjectId;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import io.menshen.web.Eventually;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Entries whose gateway was killed before its commit, brought in by another that runs. */
@Clause({"4.1.2-d", "7-a"})
class JournalReplayEndToEndTests {
    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment("--menshen.journal.look=100ms", "--menshen.journal.grace=300ms");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final Marketed person = Marketed.registered(gateway);

    @Test
    void a_withdrawal_is_brought_in_with_its_receipt() throws SQLException {
        Marketed.served(person.read(gateway));

        left(Kind.WITHDRAWAL, person.id(), Marketed.PURPOSE + " app");

        Marketed.withdrawn(person.read(gateway));
        assertThat(receipts()).containsExactly("granted", "withdrawn");
    }

    @Test
    void a_hold_freezes() {
        left(Kind.HOLD, person.id(), "");

        assertThat(subject().lifecycle()).isEqualTo(Lifecycle.FROZEN);
        assertThat(person.read(gateway).status()).isEqualTo(403);
    }

    @Test
    void a_lift_gives_back_what_a_hold_took_and_nothing_else() {
        left(Kind.HOLD, person.id(), "");
        left(Kind.LIFT, person.id(), "");

        assertThat(subject().lifecycle()).isEqualTo(Lifecycle.ACTIVE);
        Marketed.served(person.read(gateway));
        left(Kind.CLOSURE, person.id(), "");
        left(Kind.LIFT, person.id(), "");
        assertThat(subject().lifecycle()).isEqualTo(Lifecycle.CLOSED);
    }

    @Test
    void a_lift_that_comes_late_leaves_a_hold_that_was_set_after_it() throws SQLException {
        left(Kind.HOLD, person.id(), "");
        var id = person.id().value();
        DEPLOYMENT.change(
                "INSERT INTO cases.hold VALUES ('%s', 'set', 'litigation', now(), 'one', 'done', now() + interval '1 hour', 'two', '\\x00')"
                        .formatted(id));
        DEPLOYMENT.change("INSERT INTO cases.held VALUES ('%s', '%s', '\\x00')".formatted(id, id));

        left(Kind.LIFT, person.id(), "");

        assertThat(subject().lifecycle()).isEqualTo(Lifecycle.FROZEN);
    }

    @Test
    void a_closure_closes_and_a_hold_of_before_leaves_it_closed() {
        left(Kind.CLOSURE, person.id(), "");
        left(Kind.HOLD, person.id(), "");

        assertThat(subject().lifecycle()).isEqualTo(Lifecycle.CLOSED);
        assertThat(person.read(gateway).status()).isEqualTo(403);
    }

    @Test
    void an_erasure_leaves_no_key_and_no_row() throws SQLException {
        var rows = subject().rows();

        left(Kind.ERASURE, person.id(), "");

        assertThat(subject().lifecycle()).isEqualTo(Lifecycle.ERASED);
        assertThat(subject().keys()).isNull();
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT field FROM identity.value WHERE row_id = '%s' UNION ALL SELECT field FROM profile.value WHERE row_id = '%s'"
                                        .formatted(rows.identity(), rows.profile())))
                .isEmpty();
        left(Kind.ERASURE, person.id(), "");
        left(Kind.WITHDRAWAL, person.id(), Marketed.PURPOSE + " app");
        assertThat(subject().lifecycle()).isEqualTo(Lifecycle.ERASED);
    }

    @Test
    void of_nobody_there_is_nothing_to_take_away_and_it_keeps_nobody_out() {
        for (var kind : Kind.values()) {
            left(kind, SubjectId.random(), kind == Kind.WITHDRAWAL ? "survey app" : "");
        }

        Marketed.served(person.read(gateway));
    }

    @Test
    void a_changed_record_is_alarmed_once_and_others_are_served_until_it_is_put_right()
            throws Exception {
        var other = Marketed.registered(gateway);
        var before = alarms();
        var changing =
                "UPDATE subject.key_record SET guardian = '%s' WHERE subject_id = '"
                        + person.id().value()
                        + "'";
        assertThat(DEPLOYMENT.change(changing.formatted("consented"))).isEqualTo(1);

        var entry = entry(Kind.WITHDRAWAL, person.id(), Marketed.PURPOSE + " app");
        var placed = gateway.bean(Journal.class).append(entry).blockOptional(SOON).orElseThrow();
        assertThat(Eventually.holds(() -> alarms() > before)).isTrue();

        assertThat(Eventually.holds(gateway.bean(ReplayGate.class)::isOpen)).isTrue();
        Marketed.served(other.read(gateway));
        assertThat(person.read(gateway).status()).isEqualTo(403);
        assertThat(holds(placed.position())).isFalse();

        assertThat(DEPLOYMENT.change(changing.formatted("none"))).isEqualTo(1);
        assertThat(Eventually.holds(() -> holds(placed.position()))).isTrue();
        Marketed.withdrawn(person.read(gateway));
    }

    @Test
    void consent_given_after_a_withdrawal_stands_when_the_withdrawal_is_brought_in_later()
            throws SQLException {
        var granted = Objects.requireNonNull(subject().consents().entries().get(Marketed.PURPOSE));
        var before = granted.at().minusSeconds(1);
        var word = Marketed.PURPOSE + " app";

        left(new JournalEntry(Kind.WITHDRAWAL, before, person.id().value(), word));

        assertThat(subject().consents().entries()).containsEntry(Marketed.PURPOSE, granted);
        Marketed.served(person.read(gateway));
        assertThat(receipts()).containsExactly("granted", "withdrawn");
    }

    @Test
    void an_entry_that_the_database_forgot_alone_is_brought_in_again() throws SQLException {
        var at = left(Kind.HOLD, person.id(), "");

        DEPLOYMENT.change("DELETE FROM subject.journal_applied WHERE position = " + at);

        assertThat(Eventually.holds(() -> holds(at))).isTrue();
        assertThat(Eventually.holds(gateway.bean(ReplayGate.class)::isOpen)).isTrue();
        assertThat(subject().lifecycle()).isEqualTo(Lifecycle.FROZEN);
    }

    @Test
    void erasing_a_person_who_is_not_there_leaves_no_entry() throws Exception {
        var nobody = SubjectId.random();

        assertThat(gateway.bean(Erasure.class).erase(nobody).blockOptional(SOON)).isEmpty();

        assertThat(Files.readString(DEPLOYMENT.journal()))
                .doesNotContain(nobody.value().toString());
    }

    @Test
    void expired_answers_and_counts_of_past_days_go_and_the_others_stay() throws SQLException {
        DEPLOYMENT.change(
                """
                INSERT INTO idempotency.answer (key_mac, fingerprint_mac, outcome, ids, expires_on)
                VALUES ('\\x01', '\\x01', 'old', '{}', current_date - 3), ('\\x02', '\\x02', 'new', '{}', current_date + 3)
                """);
        DEPLOYMENT.change(
                """
                INSERT INTO quota.attempt
                VALUES (gen_random_uuid(), 'old', current_date - 3, 1), (gen_random_uuid(), 'new', current_date + 3, 1)
                """);

        try (var second = DEPLOYMENT.start()) {
            assertThat(second.bean(ReplayGate.class).isOpen()).isTrue();
            assertThat(Eventually.holds(() -> outcomes().equals(List.of("new")))).isTrue();
            assertThat(
                            Eventually.holds(() ->
                                    asked("SELECT field FROM quota.attempt")
                                            .equals(List.of("new"))))
                    .isTrue();
        }
    }

    private static List<String> outcomes() {
        return asked("SELECT outcome FROM idempotency.answer WHERE length(key_mac) = 1");
    }

    private static List<String> asked(String sql) {
        try {
            return DEPLOYMENT.ask(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean holds(long position) {
        return !asked("SELECT mac FROM subject.journal_applied WHERE position = " + position)
                .isEmpty();
    }

    private static JournalEntry entry(Kind kind, SubjectId subject, String word) {
        return new JournalEntry(
                kind, Instant.now().plus(Duration.ofSeconds(2)), subject.value(), word);
    }

    /** What a gateway leaves that is killed before its commit; answers when it was brought in. */
    private long left(Kind kind, SubjectId subject, String word) {
        return left(entry(kind, subject, word));
    }

    private long left(JournalEntry entry) {
        var placed = gateway.bean(Journal.class).append(entry).blockOptional(SOON).orElseThrow();
        assertThat(Eventually.holds(() -> holds(placed.position()))).isTrue();
        assertThat(Eventually.holds(gateway.bean(ReplayGate.class)::isOpen)).isTrue();
        return placed.position();
    }

    private Subject subject() {
        return gateway.bean(Subjects.class).find(person.id()).blockOptional(SOON).orElseThrow();
    }

    private List<String> receipts() throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT act FROM subject.receipt WHERE purpose = '%s' AND subject_id = '%s' ORDER BY act"
                        .formatted(Marketed.PURPOSE, person.id().value()));
    }

    private double alarms() {
        return gateway
                .bean(MeterRegistry.class)
                .find(Metric.INTEGRITY_ALARM.id())
                .tag("store", "subject")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
