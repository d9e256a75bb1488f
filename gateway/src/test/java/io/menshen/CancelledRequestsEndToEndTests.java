package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.audit.AuditVerification;
import io.menshen.audit.Finding;
import io.menshen.gates.Leaks;
import io.menshen.storage.Acquired;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.web.Door;
import io.menshen.web.Doors;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that go away: nothing of theirs stays, and the audit holds together. */
class CancelledRequestsEndToEndTests {
    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.audit.checkpoint=1s");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final Delivered person = Delivered.registered(gateway);

    @AfterAll
    static void leaks() {
        Leaks.look();
    }

    @Test
    void a_storm_of_cancelled_requests_leaves_no_connection_and_no_permit_taken() {
        // A first read alone: what a JVM makes once is made under a lock.
        Delivered.served(person.read(gateway));
        var raw = person.raw(gateway).getBytes(StandardCharsets.UTF_8);
        DEPLOYMENT.wire().delay(Duration.ofMillis(5));

        for (var wave = 0; wave < 5; wave++) {
            var random = new Random(wave);
            var after = random.ints(100, 0, 40).toArray();
            Together.all(100, i -> goesAway(raw, after[i], i % 2 == 0));
        }

        DEPLOYMENT.wire().pass();
        assertThat(settled()).isTrue();
        Delivered.served(person.read(gateway));
        assertThat(Together.all(100, _ -> person.read(gateway).status())).containsOnly(200);
        assertThat(settled()).isTrue();
        assertThat(Eventually.empty(this::findings)).isEmpty();
    }

    @Test
    void a_storm_of_cancelled_writes_takes_each_person_in_whole_or_not_at_all() throws Exception {
        var before = Integer.parseInt(people());
        DEPLOYMENT.wire().delay(Duration.ofMillis(5));

        Together.all(60, i -> goesAway(intake(), 10 * (i % 12), i % 2 == 0));

        DEPLOYMENT.wire().pass();
        assertThat(settled()).isTrue();
        var added = Integer.parseInt(people()) - before;
        assertThat(added).isBetween(0, 60);
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT count(*) FROM subject.key_record k WHERE NOT EXISTS (SELECT FROM identity.value v WHERE v.row_id = k.identity_row)"))
                .containsExactly("0");
    }

    private static String people() throws Exception {
        return DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record").getFirst();
    }

    private byte[] intake() {
        var shown = new ShownNotice(gateway);
        var body =
                tools.jackson.databind.json.JsonMapper.shared()
                        .writeValueAsBytes(shown.along("/v1/intakes", Delivered.newcomer().body()));
        var authorization =
                gateway.request("/", Caller.of("app"))
                        .build()
                        .headers()
                        .firstValue("Authorization")
                        .orElseThrow();
        var head =
                "POST /v1/intakes HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(authorization, body.length)
                        .getBytes(StandardCharsets.US_ASCII);
        var whole = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /** Sends and goes away so many milliseconds later: by a reset, or in order. */
    private boolean goesAway(byte[] request, int millis, boolean reset) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
            if (reset) {
                socket.setSoLinger(true, 0);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean settled() {
        return Eventually.holds(() ->
                Acquired.of(gateway.bean(Pools.class)) == 0
                        && gateway.bean(Doors.class).inFlight(Door.API) == 0);
    }

    private List<Finding> findings() {
        try {
            return AuditVerification.of(DEPLOYMENT.auditKey(), DEPLOYMENT.anchor())
                    .online(gateway.bean(Pools.class).of(Role.AUDIT))
                    .blockOptional(Duration.ofSeconds(20))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
