package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Metric;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Pools;
import io.menshen.subject.Identifier;
import io.menshen.subject.IndexRekeying;
import io.menshen.subject.Subjects;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Entries of the blind index between two keys, and what comes between reading and writing them. */
@Clause("5.3")
class MovingIndexEndToEndTests {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.keys.look=100ms");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final IndexRekeying index =
            new IndexRekeying(gateway.bean(Pools.class), gateway.bean(KeyRing.class));

    @BeforeAll
    static void twoKeys() throws Exception {
        Member.number(1).registered(DEPLOYMENT.gateway());
        Member.number(2).registered(DEPLOYMENT.gateway());
        assertThat(DEPLOYMENT.command("keys", "rotate", "index").text())
                .contains("Try: ./menshen keys rewrap");
    }

    private static Identifier mobile(String value) {
        return new Identifier("mobile", Identifier.EVERYWHERE, Personal.of(value));
    }

    private List<SubjectId> found(Identifier identifier) {
        return Objects.requireNonNull(gateway.bean(Subjects.class).resolve(identifier).block(SOON));
    }

    private List<IndexRekeying.Old> old(SubjectId person) {
        return Objects.requireNonNull(index.entries(person, 2).block(SOON));
    }

    private static Map<String, Collection<Personal<String>>> holds(int number) {
        return Map.of(
                "mobile", List.of(Personal.of("1380000%04d".formatted(number))),
                "email", List.of(Personal.of("huimin%d@example.com".formatted(number))),
                "external_id", List.of(Personal.of("ext-" + number)));
    }

    private long queries() {
        return gateway.bean(MeterRegistry.class)
                .get(Metric.STORE_READ.id())
                .tag("store", "index")
                .summary()
                .count();
    }

    @Test
    void a_value_is_looked_up_under_both_keys_by_one_query() {
        assertThat(gateway.bean(KeyRing.class).indexes("mobile", Personal.of("13800000001")))
                .hasSize(2);
        var before = queries();

        assertThat(found(mobile("13800000001"))).hasSize(1);
        assertThat(queries() - before).isEqualTo(1);
    }

    @Test
    void a_value_that_changed_after_it_was_read_does_not_come_back() {
        var person = found(mobile("13800000002")).getFirst();
        var stale = old(person);
        assertThat(stale).hasSize(3);
        Member.number(2).with("mobile", "13800002222").registered(gateway);

        // Those that stayed stand under both keys already, and leave the old one.
        assertThat(index.rekey(person, 2, stale, holds(2)).block(SOON)).isEqualTo(2);
        assertThat(found(mobile("13800000002"))).isEmpty();
        assertThat(found(mobile("13800002222"))).containsExactly(person);
        assertThat(index.alone(person, 2).block(SOON)).isZero();
    }

    @Test
    void an_entry_of_another_value_stays_where_it_is() {
        var person = found(mobile("13800000001")).getFirst();
        var entries = old(person);

        assertThat(index.rekey(person, 2, entries, holds(3)).block(SOON)).isZero();
        assertThat(index.rekey(person, 2, entries, Map.of()).block(SOON)).isZero();
        assertThat(old(person)).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(found(mobile("13800000001"))).containsExactly(person);
    }
}
