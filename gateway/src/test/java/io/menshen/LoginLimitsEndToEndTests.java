package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What asking for a code costs, whoever has the number, and how often one address may ask. */
class LoginLimitsEndToEndTests {
    private static final int PER_ADDRESS = 14;
    private static final AtomicInteger WINDOWS = new AtomicInteger();
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment(settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    private static String[] settings() {
        var settings = new ArrayList<>(List.of(INBOX.settings()));
        settings.add("--menshen.login.per-number=10");
        settings.add("--menshen.login.per-address=" + PER_ADDRESS);
        return settings.toArray(String[]::new);
    }

    /** In the ten minutes after those of the last test, whose codes do not count then. */
    @BeforeEach
    void later() {
        DEPLOYMENT.clock().begin(Duration.ofMinutes(10), WINDOWS.incrementAndGet());
    }

    @AfterEach
    void now() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    private int ask(String number) {
        return new PersonBrowser(gateway).ask(number).statusCode();
    }

    @Test
    void a_known_number_and_an_unknown_one_cost_the_same() {
        Member.number(7_900).registered(gateway);

        var costs = List.of(cost("13800007900"), cost("13900007900"));

        assertThat(costs.getFirst().cryptography()).isNotEmpty();
        assertThat(costs.getFirst().statements()).containsKey("menshen_subject");
        assertThat(costs.getLast()).isEqualTo(costs.getFirst());
        assertThat(INBOX.count("13900007900")).isZero();
    }

    private record Cost(Map<String, Integer> statements, Map<String, Integer> cryptography) {}

    private Cost cost(String number) {
        ask(number);
        var statements =
                DEPLOYMENT
                        .wire()
                        .leastOf(() -> {
                            gateway.keys().counted();
                            assertThat(ask(number)).isEqualTo(303);
                        });
        return new Cost(statements, gateway.keys().counted());
    }

    @Test
    void one_address_asks_so_often_whatever_the_numbers() {
        var asked = IntStream.range(0, PER_ADDRESS).map(i -> ask("139000090%02d".formatted(i)));
        assertThat(asked.boxed().toList()).containsOnly(303);

        assertThat(ask("13900009099")).isEqualTo(429);
        later();
        assertThat(ask("13900009099")).isEqualTo(303);
    }
}
