package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.cli.CommandRun;
import io.menshen.kernel.Clause;
import io.menshen.kernel.HealthPart;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyUse;
import io.menshen.keys.KeysetFiles;
import io.menshen.keys.KeysetStatus;
import io.menshen.web.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keysets that change under two gateways that run. */
@Clause("5.3")
class KeyRotationEndToEndTests {
    private static final Caller DELIVERY = Caller.of("delivery");

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.keys.look=100ms");

    private static @Nullable RunningGateway other;
    private static @Nullable SubjectId someone;

    private final RunningGateway first = DEPLOYMENT.gateway();
    private final RunningGateway second = Objects.requireNonNull(other);
    private final SubjectId person = Objects.requireNonNull(someone);
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reads = new AtomicInteger();

    @BeforeAll
    static void twoGateways() {
        other = DEPLOYMENT.start();
        someone = Member.number(1).registered(DEPLOYMENT.gateway());
    }

    private static CommandRun keys(String... words) throws Exception {
        return DEPLOYMENT.command("keys", words);
    }

    /** What the status says once both gateways have told that they have the keysets. */
    private static CommandRun taken() {
        var last = new AtomicReference<CommandRun>();
        assertThat(
                        Eventually.holds(() -> {
                            last.set(status());
                            return last.get()
                                    .text()
                                    .contains("gateways running: 2, with these keysets: 2");
                        }))
                .as(() -> last.get().text())
                .isTrue();
        return last.get();
    }

    private static CommandRun status() {
        try {
            return keys("status");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeysetStatus status(KeyUse use) throws Exception {
        return new KeysetFiles(DEPLOYMENT.keys())
                .status().stream().filter(one -> one.use() == use).findFirst().orElseThrow();
    }

    /** What one gateway issues the other opens at once. */
    private void read(RunningGateway issues, RunningGateway opens) {
        var token = issues.token(person, "delivery", "order_fulfil");
        var read =
                opens.post(
                        "/v1/disclosures",
                        DELIVERY,
                        Map.of("purpose", "order_fulfil", "subject", Map.of("token", token)));
        tokens.add(token);
        reads.incrementAndGet();
        if (read.status() != 200) {
            failures.add(read.status() + " " + read.text());
        }
    }

    private CommandRun rotatedUnderReads(String use) throws Exception {
        var on = new AtomicBoolean(true);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            readers.execute(() -> {
                while (on.get()) {
                    read(first, second);
                    read(second, first);
                }
            });
            try {
                var run = keys("rotate", use, "--wait", "PT50S");
                var done = reads.get();
                assertThat(Eventually.holds(() -> reads.get() > done + 6)).isTrue();
                return run;
            } finally {
                on.set(false);
            }
        }
    }

    @Test
    void a_new_token_key_reaches_every_gateway_and_no_token_is_refused_meanwhile()
            throws Exception {
        var run = rotatedUnderReads("token");

        assertThat(run.code()).as(run.text()).isZero();
        assertThat(failures).isEmpty();
        assertThat(tokens).hasSize(2);
        assertThat(status(KeyUse.TOKEN).primary()).isEqualTo(2);
        assertThat(first.token(person, "delivery", "order_fulfil"))
                .isEqualTo(second.token(person, "delivery", "order_fulfil"));
    }

    @Test
    void people_and_their_rows_hold_while_the_keys_of_macs_and_indexes_change() throws Exception {
        for (var use : new String[] {"record_mac", "profile_mac", "idempotency_mac", "index"}) {
            var run = rotatedUnderReads(use);
            assertThat(run.code()).as(run.text()).isZero();
        }
        assertThat(failures).isEmpty();
        assertThat(Member.number(1).registered(second)).isEqualTo(person);
        assertThat(Member.number(2).registered(second)).isNotEqualTo(person);
        assertThat(Member.number(2).registered(first))
                .isEqualTo(Member.number(2).registered(second));
    }

    @Test
    void the_new_key_counts_only_when_every_gateway_that_runs_has_it() throws Exception {
        DEPLOYMENT.change(
                "INSERT INTO subject.replica VALUES (gen_random_uuid(), 'frozen', now() + interval '1 hour')");
        var waited = keys("rotate", "journal_mac", "--wait", "PT1S");

        assertThat(waited.code()).isEqualTo(2);
        assertThat(waited.text()).contains("have not taken the keysets yet");
        assertThat(status(KeyUse.JOURNAL_MAC).primary()).isEqualTo(1);
        assertThat(status(KeyUse.JOURNAL_MAC).waiting()).hasValue(2);

        DEPLOYMENT.change("DELETE FROM subject.replica WHERE keysets = 'frozen'");
        assertThat(taken().code()).isZero();
        var again = keys("rotate", "journal_mac");
        assertThat(again.code()).as(again.text()).isZero();
        assertThat(status(KeyUse.JOURNAL_MAC).primary()).isEqualTo(2);
        assertThat(status(KeyUse.JOURNAL_MAC).versions()).hasSize(2);
    }

    @Test
    void status_tells_keys_and_what_hangs_on_them_and_never_a_key() throws Exception {
        var run = taken();

        assertThat(run.text())
                .contains(
                        "epoch            key 1 present (made ",
                        "epoch 1 wraps the data keys of ",
                        "blind index key 1: ",
                        "gateways running: 2, with these keysets: 2",
                        "the epoch is 0 of 30 days old",
                        "left to rewrap: 0");
        assertThat(run.code()).isZero();
        try (var files = Files.list(DEPLOYMENT.keys())) {
            var keysets =
                    files.filter(file -> file.toString().endsWith(".json"))
                            .filter(file -> !file.endsWith("made.json"))
                            .toList();
            assertThat(keysets).hasSize(9);
            for (var file : keysets) {
                assertThat(run.text()).doesNotContainPattern(secret(file));
            }
        }
    }

    /** The longest word of a file of keys, as it would be printed. */
    private static String secret(Path file) throws Exception {
        var longest = "menshen";
        for (var word : Files.readString(file).split("[^A-Za-z0-9+/]", -1)) {
            longest = word.length() > longest.length() ? word : longest;
        }
        return Pattern.quote(longest.substring(longest.length() / 2));
    }

    @Test
    void an_epoch_is_not_rotated_like_the_others() throws Exception {
        var run = keys("rotate", "epoch");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.text()).contains("./menshen keys epoch");
        assertThat(status(KeyUse.EPOCH).versions()).hasSize(1);
    }

    @Test
    void what_cannot_be_opened_leaves_the_keys_that_are_open() throws Exception {
        var file = DEPLOYMENT.keys().resolve("token.json");
        var kept = Files.readAllBytes(file);
        try {
            Files.copy(
                    DEPLOYMENT.keys().resolve("index.json"),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
            assertThat(Eventually.holds(() -> code(first).equals("keysets_unread"))).isTrue();
            read(first, second);
            assertThat(failures).isEmpty();
        } finally {
            Files.write(file, kept);
        }
        assertThat(Eventually.holds(() -> code(first).isEmpty())).isTrue();
    }

    private static String code(RunningGateway gateway) {
        return gateway.beans(HealthPart.class).stream()
                .filter(part -> part.name().equals("keys"))
                .findFirst()
                .orElseThrow()
                .health()
                .code();
    }
}
