package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.cli.CommandRun;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import io.menshen.web.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is stored of format tokens, written anew while they are read and resolved; each test begins
 * where the last ended.
 */
@Clause("5.1-a")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FormatTokenRekeyingEndToEndTests {
    private static final Caller PRINTER = Caller.of("label-printer");
    private static final String LABEL = "shipping_label";
    private static final int MANY = 12;

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.keys.look=100ms");

    private static final List<SubjectId> PEOPLE = new ArrayList<>();
    private static final List<String> TOKENS = new ArrayList<>();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rounds = new AtomicInteger();

    @BeforeAll
    static void people() {
        for (var i = 0; i < MANY; i++) {
            PEOPLE.add(Member.number(i).registered(DEPLOYMENT.gateway()));
            TOKENS.add(label(i));
        }
    }

    private static CommandRun keys(String... words) throws Exception {
        return DEPLOYMENT.command("keys", words);
    }

    private static String label(int number) {
        var token = DEPLOYMENT.gateway().token(PEOPLE.get(number), "label-printer", LABEL);
        var answer =
                DEPLOYMENT
                        .gateway()
                        .post(
                                "/v1/disclosures",
                                PRINTER,
                                Map.of(
                                        "purpose", LABEL,
                                        "subject", Map.of("token", token),
                                        "fields", List.of("mobile")));
        return answer.words("fields").getOrDefault("mobile", answer.text());
    }

    private Answer resolve(String token) {
        return gateway.post(
                "/v1/tokens/resolve",
                PRINTER,
                Map.of("purpose", LABEL, "field", "mobile", "token", token));
    }

    private void leads(String token, int number) {
        var resolved = resolve(token).words("fields").get("mobile");
        if (!"1380000%04d".formatted(number).equals(resolved)) {
            failures.add("the token of " + number + " leads to " + resolved);
        }
    }

    /** Each person has the token that they had, and it leads back. */
    private void use() {
        var number = rounds.getAndIncrement() % MANY;
        if (!TOKENS.get(number).equals(label(number))) {
            failures.add(number + " has another token");
        }
        leads(TOKENS.get(number), number);
    }

    private static List<String> versions() throws Exception {
        return DEPLOYMENT.ask(
                "SELECT DISTINCT key_version FROM token.format_token ORDER BY key_version");
    }

    private interface Work {
        void run() throws Exception;
    }

    private void underUse(Work work) throws Exception {
        var on = new AtomicBoolean(true);
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var user =
                    users.submit(() -> {
                        while (on.get()) {
                            use();
                        }
                    });
            try {
                assertThat(Eventually.holds(() -> rounds.get() > 2)).isTrue();
                work.run();
            } finally {
                on.set(false);
                user.get();
            }
        }
    }

    @Test
    @Order(1)
    void tokens_stay_and_lead_back_while_a_run_is_killed_in_the_middle_and_goes_on()
            throws Exception {
        assertThat(keys("rotate", "index").code()).isZero();
        assertThat(keys("status").text()).contains("format tokens under index key 1: " + MANY);

        underUse(() -> {
            new KilledCommand(DEPLOYMENT)
                    .at(
                            "token.format_token",
                            "NEW.key_version = 2 AND NEW.token = '%s'".formatted(last()),
                            "keys",
                            "rewrap");
            assertThat(versions()).contains("1");
            var run = keys("rewrap");
            assertThat(run.code()).as(run.text()).isZero();
            assertThat(run.text())
                    .containsPattern(
                            "format tokens under index key 2: [1-9]\\d* written anew, 0 left");
        });

        assertThat(versions()).containsExactly("2");
        for (var i = 0; i < MANY; i++) {
            use();
        }
        assertThat(failures).isEmpty();
        assertThat(keys("status").code()).isZero();
    }

    private static String last() throws Exception {
        return DEPLOYMENT.ask("SELECT max(token) FROM token.format_token").getFirst();
    }

    @Test
    @Order(2)
    void two_tokens_of_one_value_both_lead_back_under_the_new_key() throws Exception {
        // As two gateways draw them in the moment in which a key comes in.
        DEPLOYMENT.change(
                "UPDATE token.format_token SET value_mac = '\\x01' WHERE token = '%s'"
                        .formatted(TOKENS.get(3)));
        var second = label(3);
        assertThat(second).isNotEqualTo(TOKENS.get(3));
        assertThat(keys("rotate", "index").code()).isZero();
        var run = keys("rewrap");

        assertThat(run.code()).as(run.text()).isZero();
        assertThat(versions()).containsExactly("3");
        leads(TOKENS.get(3), 3);
        leads(second, 3);
        assertThat(failures).isEmpty();
        assertThat(label(3)).isIn(second, TOKENS.get(3));
    }

    @Test
    @Order(3)
    void an_erasure_finds_what_was_written_anew() {
        gateway.bean(Erasure.class).erase(PEOPLE.get(3)).block(Duration.ofSeconds(20));

        assertThat(resolve(TOKENS.get(3)).status()).isEqualTo(404);
        assertThat(resolve(TOKENS.get(4)).status()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void a_row_that_was_altered_stays_and_is_told() throws Exception {
        DEPLOYMENT.change(
                "UPDATE token.format_token SET sealed = '\\x01020304' WHERE token = '%s'"
                        .formatted(TOKENS.get(5)));
        assertThat(keys("rotate", "index").code()).isZero();
        var run = keys("rewrap");

        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(run.text()).contains("1 left, 1 do not verify").doesNotContain(TOKENS.get(5));
        assertThat(versions()).containsExactly("3", "4");
        assertThat(keys("status").code()).isEqualTo(1);
    }
}
