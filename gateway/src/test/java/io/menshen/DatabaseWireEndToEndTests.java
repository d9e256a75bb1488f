package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.SubjectId;
import io.menshen.storage.Acquired;
import io.menshen.storage.Pools;
import io.menshen.web.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A line to the database that is slow, breaks in the midst of an answer, or leads nowhere. */
class DatabaseWireEndToEndTests {
    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment("--menshen.audit.commit=3s", "--menshen.storage.acquire=3s");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private Delivered person = new Delivered(SubjectId.random());

    @BeforeEach
    void register() {
        // What the test before has broken may need a moment until all of it is back.
        assertThat(Eventually.holds(() -> take().status() == 200)).isTrue();
        person = Delivered.registered(gateway);
        Delivered.served(person.read(gateway));
    }

    private Answer take() {
        return gateway.post("/v1/intakes", Caller.of("app"), Delivered.newcomer().body());
    }

    @AfterEach
    void back() {
        DEPLOYMENT.wire().pass();
        assertThat(Eventually.holds(() -> person.read(gateway).status() == 200)).isTrue();
        assertThat(Eventually.holds(() -> Acquired.of(gateway.bean(Pools.class)) == 0)).isTrue();
    }

    @Test
    void each_answer_20_ms_late_is_served() {
        DEPLOYMENT.wire().delay(Duration.ofMillis(20));

        assertThat(Together.all(20, _ -> person.read(gateway))).allSatisfy(Delivered::served);
        Delivered.registered(gateway);
    }

    @Test
    void at_one_megabit_a_second_all_is_served() {
        DEPLOYMENT.wire().megabit();

        assertThat(Together.all(20, _ -> person.read(gateway))).allSatisfy(Delivered::served);
    }

    @Test
    void cut_in_the_midst_of_an_answer_is_refused() {
        DEPLOYMENT.wire().tear();

        assertThat(Together.all(20, _ -> person.read(gateway))).allSatisfy(Delivered::refused);
        Delivered.refused(take());
    }

    @Test
    void a_black_hole_is_refused_within_the_time_for_a_connection() throws Exception {
        DEPLOYMENT.wire().cut();
        DEPLOYMENT.wire().swallow();
        DEPLOYMENT.wire().mend();

        try {
            assertThat(Together.all(20, _ -> person.read(gateway))).allSatisfy(Delivered::refused);
        } finally {
            // Connections that led into it end when the way back is found.
            DEPLOYMENT.wire().pass();
            DEPLOYMENT.wire().cut();
            DEPLOYMENT.wire().mend();
        }
    }
}
