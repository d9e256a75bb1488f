package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.SubjectId;
import io.menshen.web.Eventually;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What may degrade, and what refuses (design, section 8). */
class DegradationEndToEndTests {
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final Caller DESK = new Caller("service-desk", "s-desk-01");
    private static final int PER_MINUTE = 20;

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment("--menshen.audit.commit=3s", "--menshen.storage.acquire=2s");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private SubjectId person = SubjectId.random();

    /** What the test before has stopped may need a moment until all of it is back. */
    @BeforeEach
    void register() {
        assertThat(Eventually.holds(() -> member().status() == 200)).isTrue();
        person = gateway.registered(member().text("subject"));
    }

    private Answer member() {
        return gateway.post("/v1/intakes", Caller.of("app"), Member.number(1).body());
    }

    private Answer read(Caller caller, String purpose) {
        var token = gateway.token(person, caller.consumer(), purpose);
        return gateway.post(
                "/v1/disclosures",
                caller,
                Map.of("purpose", purpose, "subject", Map.of("token", token)));
    }

    private Answer read() {
        return read(DELIVERY, "order_fulfil");
    }

    private static void refused(Answer answer, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.text("type")).isEqualTo("/problems/" + type);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.text()).doesNotContain("诸葛");
    }

    @Test
    void a_cap_that_is_used_up_says_when_to_come_back() {
        // A minute may end meanwhile, and then begins anew.
        var capped =
                IntStream.rangeClosed(0, 2 * PER_MINUTE)
                        .mapToObj(_ -> read(DESK, "customer_care"))
                        .filter(answer -> answer.status() != 200)
                        .findFirst()
                        .orElseThrow();

        assertThat(capped.status()).isEqualTo(429);
        assertThat(Integer.parseInt(capped.header("Retry-After"))).isBetween(1, 60);
        assertThat(read().status()).isEqualTo(200);
    }

    @Test
    void without_redis_reads_go_on() throws Exception {
        DEPLOYMENT.redis().kill();
        try {
            assertThat(IntStream.range(0, 5).mapToObj(_ -> read().status()).toList())
                    .containsOnly(200);
        } finally {
            DEPLOYMENT.redis().startAgain();
        }
    }

    @Test
    void without_the_database_all_is_refused_and_the_heap_stays() throws Exception {
        DEPLOYMENT.wire().cut();
        try {
            refused(read(), "store-unavailable");
            var before = heap();
            assertThat(manyReads(200)).allMatch(status -> status == 503);
            assertThat(heap() - before).isLessThan(64L << 20);
        } finally {
            DEPLOYMENT.wire().mend();
        }
        assertThat(Eventually.holds(() -> read().status() == 200)).isTrue();
    }

    private java.util.List<Integer> manyReads(int count) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, count)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> read().status(), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    @Test
    void while_the_audit_takes_no_record_nothing_is_disclosed() throws Exception {
        try (var owner = DEPLOYMENT.owner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE audit.record IN ACCESS EXCLUSIVE MODE");
            refused(read(), "audit-unavailable");
            owner.rollback();
        }
        assertThat(Eventually.holds(() -> read().status() == 200)).isTrue();
    }
}
