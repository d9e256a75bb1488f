package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Health;
import io.menshen.kernel.HealthPart;
import io.menshen.storage.Acquired;
import io.menshen.storage.Pools;
import io.menshen.web.Door;
import io.menshen.web.Doors;
import io.menshen.web.Eventually;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real servers stopped where they stand (SIGSTOP), or killed, under a running gateway. */
class StoppedPartsEndToEndTests {
    private static final long BOUND = 64L << 20;

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    "--menshen.audit.commit=3s",
                    "--menshen.storage.acquire=2s",
                    // Longer than a server stands still here. Where the gateway gives up a silent
                    // connection, r2dbc-postgresql 1.1.3 leaks the parameters of a statement that
                    // waits behind another (SilentServerEndToEndTests).
                    "--menshen.storage.statement=30s",
                    "--menshen.quota.timeout=100ms");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    @BeforeEach
    void all_is_back() {
        assertThat(Eventually.holds(() -> take("all-is-back").status() == 200)).isTrue();
        var person = Delivered.registered(gateway);
        // Reads are counted, and so find Redis again.
        assertThat(
                        Eventually.holds(() ->
                                person.read(gateway).status() == 200 && caps() == Health.State.UP))
                .isTrue();
        assertThat(nothingIsHeld()).isTrue();
        acknowledged.clear();
    }

    private Health.State caps() {
        return gateway.beans(HealthPart.class).stream()
                .filter(part -> part.name().equals("caps"))
                .findFirst()
                .orElseThrow()
                .health()
                .state();
    }

    private Answer take(String key) {
        return gateway.post(
                "/v1/intakes",
                Caller.of("app"),
                Delivered.newcomer().body(),
                Map.of("Idempotency-Key", key + "-" + System.nanoTime()));
    }

    @Test
    void postgresql_frozen_all_is_refused_and_the_heap_stays() throws Exception {
        var person = Delivered.registered(gateway);
        Delivered.served(person.read(gateway));
        var before = heap();
        var postgres = DEPLOYMENT.postgres();
        try {
            postgres.freeze();
            var answers =
                    Together.all(200, i -> i % 20 == 0 ? take("frozen" + i) : person.read(gateway));

            assertThat(heap() - before).isLessThan(BOUND);
            assertThat(answers).allSatisfy(Delivered::refused);
        } finally {
            postgres.thaw();
        }
        assertThat(Eventually.holds(() -> person.read(gateway).status() == 200)).isTrue();
        assertThat(nothingIsHeld()).isTrue();
    }

    @Test
    void postgresql_restarted_at_once_loses_nothing_acknowledged() throws Exception {
        var over = new AtomicBoolean();
        var writers = CompletableFuture.runAsync(() -> Together.all(4, i -> write(over)));
        for (var restart = 1; restart <= 2; restart++) {
            var enough = 15 * restart;
            assertThat(Eventually.holds(() -> acknowledged.size() >= enough)).isTrue();
            DEPLOYMENT.postgres().restartAtOnce();
        }
        var before = acknowledged.size();
        assertThat(Eventually.holds(() -> acknowledged.size() >= before + 10)).isTrue();
        over.set(true);
        writers.join();

        assertThat(DEPLOYMENT.ask("SELECT subject_id::text FROM subject.key_record"))
                .containsAll(acknowledged.values());
        assertThat(DEPLOYMENT.ask("SELECT decision_id FROM audit.record"))
                .containsAll(acknowledged.keySet());
        assertThat(nothingIsHeld()).isTrue();
    }

    /** Takes people in until it is over; who was acknowledged is kept with the decision. */
    private boolean write(AtomicBoolean over) {
        while (!over.get()) {
            var answer = take("restarted");
            if (answer.status() == 200) {
                var subject = gateway.registered(answer.text("subject"));
                acknowledged.put(answer.header("Menshen-Decision"), subject.value().toString());
            } else {
                Delivered.refused(answer);
            }
        }
        return true;
    }

    @Test
    void redis_frozen_reads_go_on() {
        var person = Delivered.registered(gateway);
        DEPLOYMENT.redis().freeze();
        try {
            assertThat(IntStream.range(0, 30).mapToObj(_ -> person.read(gateway)).toList())
                    .allSatisfy(Delivered::served);
        } finally {
            DEPLOYMENT.redis().thaw();
        }
    }

    @Test
    void postgresql_and_redis_lost_together_all_is_refused_and_comes_back() throws Exception {
        var person = Delivered.registered(gateway);
        DEPLOYMENT.redis().kill();
        DEPLOYMENT.wire().cut();
        try {
            Delivered.refused(person.read(gateway));
            Delivered.refused(take("both"));
        } finally {
            DEPLOYMENT.wire().mend();
            DEPLOYMENT.redis().startAgain();
        }
        assertThat(Eventually.holds(() -> person.read(gateway).status() == 200)).isTrue();
    }

    private boolean nothingIsHeld() {
        return Eventually.holds(() ->
                Acquired.of(gateway.bean(Pools.class)) == 0
                        && gateway.bean(Doors.class).inFlight(Door.API) == 0);
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
