package io.menshen.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Age;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeysetFiles;
import io.menshen.storage.Pools;
import io.menshen.storage.RealPostgres;
import io.menshen.storage.Role;
import io.menshen.storage.StaleException;
import io.menshen.storage.TestHotReads;
import io.menshen.storage.TestLoops;
import io.menshen.storage.Transactions;
import io.menshen.subject.ConsentState.Act;
import io.menshen.subject.ConsentState.Entry;
import io.r2dbc.spi.Connection;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class SubjectIntegrationTests {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String CARD = "6100" + UUID.randomUUID();

    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();
    @TempDir Path folder;

    private Pools pools;
    private TestHotReads hot;
    private KeyRing keys;
    private Subjects subjects;
    private SubjectWrites writes;
    private IndexWrites index;

    @BeforeEach
    void open() throws Exception {
        var files = new KeysetFiles(folder.resolve("keys"));
        files.create();
        keys = files.open();
        pools = new Pools(POSTGRES.properties());
        hot = new TestHotReads(POSTGRES.properties());
        subjects = new SubjectReads(pools, hot.of(Role.SUBJECT), TestLoops.LOOPS, keys);
        writes = new SubjectWrites(keys);
        index = new IndexWrites(keys);
    }

    @AfterEach
    void close() {
        hot.close();
        pools.close();
    }

    @Test
    void finds_whom_it_wrote_with_consents() {
        var subject = claimed();

        var found = find(subject.id());

        assertThat(found.lifecycle()).isEqualTo(Lifecycle.ACTIVE);
        assertThat(found.age()).isEqualTo(Age.ADULT);
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.consents().separate("survey")).containsExactly("address");
        assertThat(subjects.find(SubjectId.random()).blockOptional(SOON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity_row = gen_random_uuid()",
                "audit_id = gen_random_uuid()",
                "service_key = statutory_key",
                "epoch = 1, lifecycle = 'frozen'",
                "age = 'child'",
                "age_review = '2030-01-01'",
                "guardian = 'consented'",
                "restrictions = 'marketing'",
                "version = version + 1",
                "consent_version = 0",
                "mac = '\\x00'"
            })
    @Clause("5.5")
    void a_key_record_that_another_hand_changed_does_not_count(String change) throws Exception {
        var subject = claimed();

        superuser("UPDATE subject.key_record SET " + change + " WHERE subject_id = '%s'", subject);

        assertThatThrownBy(() -> find(subject.id())).isInstanceOf(IntegrityException.class);
    }

    @Test
    @Clause({"4.1.2-d", "5.5"})
    void an_older_consent_state_that_was_put_back_does_not_count() throws Exception {
        var subject = claimed();
        superuser(
                "CREATE TABLE IF NOT EXISTS public.kept AS SELECT * FROM subject.consent_state WHERE subject_id = '%s'",
                subject);
        var withdrawn = find(subject.id());
        intake(c ->
                writes.change(
                        c,
                        withdrawn.consenting(
                                withdrawn.consents().with("survey", entry(Act.WITHDRAWN)))));
        assertThat(find(subject.id()).consents().version()).isEqualTo(2);

        superuser(
                "UPDATE subject.consent_state s SET version = k.version, entries = k.entries, mac = k.mac FROM public.kept k WHERE s.subject_id = k.subject_id AND s.subject_id = '%s'",
                subject);
        superuser("DROP TABLE public.kept -- %s", subject);

        assertThatThrownBy(() -> find(subject.id()))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("a consent state");
    }

    @Test
    void a_consent_row_that_was_deleted_or_moved_does_not_count() throws Exception {
        var subject = claimed();
        var other = claimed();

        superuser("DELETE FROM subject.consent_state WHERE subject_id = '%s'", subject);
        superuser(
                "UPDATE subject.consent_state SET subject_id = '%s' WHERE subject_id = '"
                        + other.id().value()
                        + "'",
                subject);

        assertThatThrownBy(() -> find(subject.id())).isInstanceOf(IntegrityException.class);
        assertThatThrownBy(() -> find(other.id())).isInstanceOf(IntegrityException.class);
    }

    @Test
    void a_writer_that_comes_second_is_told_so() {
        var subject = claimed();
        var read = find(subject.id());
        intake(c -> writes.change(c, read.moved(Lifecycle.FROZEN)));

        assertThatThrownBy(() -> intake(c -> writes.change(c, read.moved(Lifecycle.CLOSED))))
                .isInstanceOf(StaleException.class);
        assertThat(find(subject.id()).lifecycle()).isEqualTo(Lifecycle.FROZEN);
    }

    @Test
    void a_unique_identifier_leads_to_one_person_and_is_taken_for_others() {
        var first = claimed();
        var second = claimed();
        var card = new Identifier("member_card_no", Identifier.EVERYWHERE, Personal.of(CARD));
        intake(c ->
                index.put(c, first, List.of(new IndexWrites.Entry(card, Identifier.EVERYWHERE))));

        assertThat(subjects.resolve(card).block(SOON)).containsExactly(first.id());
        assertThatThrownBy(() ->
                        intake(c ->
                                index.put(
                                        c,
                                        second,
                                        List.of(
                                                new IndexWrites.Entry(
                                                        card, Identifier.EVERYWHERE)))))
                .isInstanceOf(TakenException.class);
    }

    @Test
    void two_people_with_one_mobile_are_both_found_and_a_changed_one_no_more() {
        var first = claimed();
        var second = claimed();
        var mobile = new Identifier("mobile", Identifier.EVERYWHERE, Personal.of("154" + CARD));
        intake(c -> index.put(c, first, List.of(new IndexWrites.Entry(mobile, null))));
        intake(c -> index.put(c, second, List.of(new IndexWrites.Entry(mobile, null))));
        assertThat(subjects.resolve(mobile).block(SOON))
                .containsExactlyInAnyOrder(first.id(), second.id());

        var known = find(second.id());
        var changed = new Identifier("mobile", Identifier.EVERYWHERE, Personal.of("155" + CARD));
        intake(c -> index.put(c, known, List.of(new IndexWrites.Entry(changed, null))));

        assertThat(subjects.resolve(mobile).block(SOON)).containsExactly(first.id());
    }

    @Test
    void an_identifier_of_one_consumer_leads_nowhere_for_another() {
        var subject = claimed();
        var id = new Identifier("external_id", "app", Personal.of(CARD));
        intake(c -> index.put(c, subject, List.of(new IndexWrites.Entry(id, "app"))));

        assertThat(subjects.resolve(id).block(SOON)).containsExactly(subject.id());
        assertThat(
                        subjects.resolve(new Identifier("external_id", "till", Personal.of(CARD)))
                                .block(SOON))
                .isEmpty();
    }

    @Test
    void a_changed_identifier_of_one_consumer_leaves_those_of_others() {
        var subject = claimed();
        intake(c -> index.put(c, subject, List.of(own("app", "1"))));
        var known = find(subject.id());
        intake(c -> index.put(c, known, List.of(own("till", "2"))));
        intake(c -> index.put(c, known, List.of(own("app", "3"))));

        assertThat(subjects.resolve(own("app", "1").identifier()).block(SOON)).isEmpty();
        assertThat(subjects.resolve(own("till", "2").identifier()).block(SOON))
                .containsExactly(subject.id());
        assertThat(subjects.resolve(own("app", "3").identifier()).block(SOON))
                .containsExactly(subject.id());
    }

    private static IndexWrites.Entry own(String consumer, String value) {
        var id = new Identifier("external_id", consumer, Personal.of(CARD + value));
        return new IndexWrites.Entry(id, consumer);
    }

    @Test
    void an_identifier_that_is_unique_for_all_now_leaves_no_entry_of_before() {
        var subject = claimed();
        intake(c -> index.put(c, subject, List.of(own("app", "4"))));
        var known = find(subject.id());
        var all = new Identifier("external_id", Identifier.EVERYWHERE, Personal.of(CARD + "5"));
        intake(c -> index.put(c, known, List.of(new IndexWrites.Entry(all, ""))));

        assertThat(subjects.resolve(own("app", "4").identifier()).block(SOON)).isEmpty();
        assertThat(subjects.resolve(all).block(SOON)).containsExactly(subject.id());
    }

    @Test
    @Clause({"7-a", "7-h"})
    void an_erased_person_has_no_keys_and_nothing_leads_there() {
        var subject = claimed();
        var mobile = new Identifier("mobile", Identifier.EVERYWHERE, Personal.of("156" + CARD));
        intake(c -> index.put(c, subject, List.of(new IndexWrites.Entry(mobile, null))));
        var erased = find(subject.id()).moved(Lifecycle.ERASING).moved(Lifecycle.ERASED);

        Transactions.run(pools.of(Role.ERASURE), c -> writes.erase(c, erased)).block(SOON);

        var found = find(subject.id());
        assertThat(found.lifecycle()).isEqualTo(Lifecycle.ERASED);
        assertThat(found.keys()).isNull();
        assertThat(found.auditId()).isNull();
        assertThat(subjects.resolve(mobile).block(SOON)).isEqualTo(List.of());
    }

    private Subject claimed() {
        var id = SubjectId.random();
        var subject =
                Subject.fresh(id, keys.newKeys(id))
                        .aged(Age.ADULT, LocalDate.of(2099, 1, 1))
                        .consenting(ConsentState.NONE.with("survey", entry(Act.GRANTED)));
        intake(c -> writes.claim(c, subject));
        return subject;
    }

    private static Entry entry(Act act) {
        return new Entry(
                act,
                1,
                Instant.parse("2026-11-24T08:00:00Z"),
                "app",
                new TreeSet<>(Set.of("address")));
    }

    private Subject find(SubjectId id) {
        return subjects.find(id).blockOptional(SOON).orElseThrow();
    }

    private void intake(Function<Connection, Mono<Void>> work) {
        Transactions.run(pools.of(Role.INTAKE), work).block(SOON);
    }

    private static void superuser(String sql, Subject subject) throws Exception {
        var url =
                "jdbc:postgresql://127.0.0.1:"
                        + POSTGRES.properties().port()
                        + "/postgres?user=postgres&password=postgres";
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql.formatted(subject.id().value()));
        }
    }
}
