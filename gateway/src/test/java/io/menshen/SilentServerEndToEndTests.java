package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.storage.Acquired;
import io.menshen.storage.Pools;
import io.menshen.web.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A database that goes without a word: its connections stay open for ever, what is sent on them is
 * acknowledged, and nothing ever comes.
 */
class SilentServerEndToEndTests {
    /** A commit waits longer than a connection may stay silent: so it fails with its connection. */
    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    "--menshen.storage.statement=1s",
                    "--menshen.storage.acquire=500ms",
                    "--menshen.audit.commit=8s");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final Delivered person = Delivered.registered(gateway);

    private Answer take() {
        return gateway.post("/v1/intakes", Caller.of("app"), Delivered.newcomer().body());
    }

    @Test
    void a_server_that_went_without_a_word_is_given_up_and_a_new_one_is_found() {
        assertThat(Together.all(20, _ -> person.read(gateway))).allSatisfy(Delivered::served);
        Together.all(8, _ -> take());
        DEPLOYMENT.wire().swallow();
        DEPLOYMENT.wire().strand();

        assertThat(Together.all(20, i -> i % 4 == 0 ? take() : person.read(gateway)))
                .allSatisfy(Delivered::refused);
        DEPLOYMENT.wire().pass();
        assertThat(Eventually.holds(this::allIsServed)).isTrue();
        assertThat(Eventually.holds(() -> Acquired.of(gateway.bean(Pools.class)) == 0)).isTrue();
    }

    /** More at once than there are connections. */
    private boolean allIsServed() {
        return Together.all(24, i -> i % 4 == 0 ? take() : person.read(gateway)).stream()
                .allMatch(answer -> answer.status() == 200);
    }
}
