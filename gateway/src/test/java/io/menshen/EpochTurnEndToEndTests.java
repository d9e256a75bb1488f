package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.RunningGateway.Caller;
import io.menshen.cli.CommandRun;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.KeyRing.WrappedKeys;
import io.menshen.keys.KeyUse;
import io.menshen.keys.KeysetChanges;
import io.menshen.keys.KeysetFiles;
import io.menshen.keys.LiveKeysets;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
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
 * Epochs that turn under a gateway that reads and writes; each test begins where the last ended.
 */
@Clause({"5.3", "7-h"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EpochTurnEndToEndTests {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Caller DELIVERY = Caller.of("delivery");

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.keys.look=100ms");

    /** The end of the name of a second database. */
    private static final String EMPTY = "e";

    private static final List<SubjectId> PEOPLE = new ArrayList<>();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger newPeople = new AtomicInteger(1_000);

    @BeforeAll
    static void people() throws Exception {
        for (var i = 1; i <= 12; i++) {
            PEOPLE.add(Member.number(i).registered(DEPLOYMENT.gateway()));
        }
        Files.createDirectory(backups());
        assertThat(CommandRun.of("keys", "backup-key", backupKey().toString()).code()).isZero();
    }

    private static Path backups() {
        return DEPLOYMENT.keys().resolveSibling("backups");
    }

    private static Path backupKey() {
        return DEPLOYMENT.keys().resolveSibling("backup-key.json");
    }

    private static String[] epoch(String... more) {
        var words =
                new ArrayList<String>(
                        List.of(
                                "epoch",
                                "--user",
                                "postgres",
                                "--backups",
                                backups().toString(),
                                "--backup-key",
                                backupKey().toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static String[] killed() {
        var words = new ArrayList<String>(List.of("keys"));
        words.addAll(List.of(epoch()));
        return words.toArray(String[]::new);
    }

    private static List<String> epochs() throws Exception {
        return DEPLOYMENT.ask(
                "SELECT DISTINCT epoch FROM subject.key_record WHERE service_key IS NOT NULL ORDER BY 1");
    }

    private static List<Integer> epochKeys() throws Exception {
        return new KeysetFiles(DEPLOYMENT.keys())
                .status().stream()
                        .filter(one -> one.use() == KeyUse.EPOCH)
                        .flatMap(one -> one.versions().stream())
                        .map(version -> version.number())
                        .toList();
    }

    private void read(SubjectId person) {
        var token = gateway.token(person, "delivery", "order_fulfil");
        var read =
                gateway.post(
                        "/v1/disclosures",
                        DELIVERY,
                        Map.of("purpose", "order_fulfil", "subject", Map.of("token", token)));
        reads.incrementAndGet();
        if (read.status() != 200 || read.body().path("fields").path("mobile").isMissingNode()) {
            failures.add(read.status() + " " + read.text());
        }
    }

    /** Reads everybody, changes somebody and takes in somebody new, again and again. */
    private void use(AtomicBoolean on) {
        while (on.get()) {
            PEOPLE.forEach(this::read);
            Member.number(3)
                    .with("tier", reads.get() % 2 == 0 ? "gold" : "silver")
                    .registered(gateway);
            read(Member.number(newPeople.incrementAndGet()).registered(gateway));
        }
    }

    private CommandRun underUse(String verb, String... words) throws Exception {
        var on = new AtomicBoolean(true);
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var user = users.submit(() -> use(on));
            try {
                assertThat(Eventually.holds(() -> reads.get() > 20)).isTrue();
                return DEPLOYMENT.command(verb, words);
            } finally {
                on.set(false);
                user.get();
            }
        }
    }

    @Test
    @Order(1)
    void people_are_rewrapped_under_use_after_a_run_that_was_killed() throws Exception {
        var changes = new KeysetChanges(new KeysetFiles(DEPLOYMENT.keys()), Clock.systemUTC());
        changes.add(KeyUse.EPOCH, 2);
        assertThat(Eventually.holds(() -> has(DEPLOYMENT, gateway))).isTrue();
        changes.promote(KeyUse.EPOCH, 2);
        assertThat(DEPLOYMENT.command("keys", "status").code()).isEqualTo(1);

        new KilledCommand(DEPLOYMENT)
                .at("subject.key_record", "NEW.epoch > 1 AND NEW.version > 1", "keys", "rewrap");
        assertThat(epochs()).contains("1");
        PEOPLE.forEach(this::read);
        var run = underUse("keys", "rewrap");

        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.text()).contains("0 left");
        assertThat(epochs()).containsExactly("2");
        PEOPLE.forEach(this::read);
        assertThat(failures).isEmpty();
    }

    private static boolean has(TestDeployment deployment, RunningGateway gateway) {
        try {
            return gateway.bean(LiveKeysets.class)
                    .fingerprint()
                    .equals(new KeysetFiles(deployment.keys()).fingerprint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(2)
    void a_turn_that_is_killed_at_every_step_goes_on_and_ends() throws Exception {
        for (var step :
                List.of(
                        "begun",
                        "distributed",
                        "promoted",
                        "rewrapped",
                        "backed_up",
                        "restored",
                        "destroyed")) {
            new KilledCommand(DEPLOYMENT)
                    .at("subject.epoch_turn", "NEW.step = '" + step + "'", killed());
            PEOPLE.forEach(this::read);
            assertThat(failures).as("after a kill at %s", step).isEmpty();
        }
        assertThat(epochKeys()).containsExactly(3);
        var run = underUse("keys", epoch());

        assertThat(run.code()).as(run.text()).isZero();
        assertThat(epochs()).containsExactly("3");
        assertThat(failures).isEmpty();
        assertThat(DEPLOYMENT.ask("SELECT step FROM subject.epoch_turn"))
                .containsExactly("destroyed");
        assertThat(DEPLOYMENT.ask("SELECT datname FROM pg_database WHERE datname LIKE '%scratch'"))
                .isEmpty();
    }

    @Test
    @Order(3)
    void who_was_erased_before_the_turn_opens_by_no_key_that_is_left() throws Exception {
        var erased = Member.number(500).registered(gateway);
        // As a backup of now has them.
        var kept = wrapped(erased);
        gateway.bean(Erasure.class).erase(erased).block(SOON);
        assertThat(ring().unwrap(erased, FieldClass.SERVICE, kept)).isNotNull();

        var run = underUse("keys", epoch());

        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.text())
                .contains("epoch key 4 opens at every running gateway", "the epoch is 4")
                .containsPattern(
                        "restored \\d+ rows, and opened [1-9]\\d* values of [1-9]\\d* people");
        assertThat(epochKeys()).containsExactly(4);
        for (var type : FieldClass.values()) {
            assertThatThrownBy(() -> ring().unwrap(erased, type, kept))
                    .isInstanceOf(IntegrityException.class);
        }
        assertThat(failures).isEmpty();
    }

    private static KeyRing ring() throws Exception {
        return new KeysetFiles(DEPLOYMENT.keys()).open();
    }

    private static WrappedKeys wrapped(SubjectId person) throws Exception {
        var row =
                DEPLOYMENT
                        .ask(
                                """
                                SELECT concat_ws(' ', encode(service_key, 'hex'), encode(statutory_key, 'hex'), epoch)
                                FROM subject.key_record WHERE subject_id = '%s'
                                """
                                        .formatted(person.value()))
                        .getFirst()
                        .split(" ", -1);
        return new WrappedKeys(
                Bytes.copyOf(HexFormat.of().parseHex(row[0])),
                Bytes.copyOf(HexFormat.of().parseHex(row[1])),
                Integer.parseInt(row[2]));
    }

    @Test
    @Order(4)
    void the_old_key_stays_where_the_backup_was_altered_or_its_key_is_another() throws Exception {
        new KilledCommand(DEPLOYMENT).at("subject.epoch_turn", "NEW.step = 'restored'", killed());
        var file = backups().resolve("menshen-epoch-5.backup");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        var altered = DEPLOYMENT.command("keys", epoch());
        assertThat(altered.code()).isEqualTo(2);
        assertThat(altered.text()).contains("the old key stays");
        assertThat(epochKeys()).containsExactly(4, 5);

        var run = DEPLOYMENT.command("keys", epoch("--new-backup"));
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(epochKeys()).containsExactly(5);
    }

    @Test
    @Order(5)
    void the_old_key_stays_while_a_row_names_it() throws Exception {
        new KilledCommand(DEPLOYMENT).at("subject.epoch_turn", "NEW.step = 'destroyed'", killed());
        // The key is gone from the keyset already; nobody may be left who needs it.
        assertThat(epochKeys()).containsExactly(6);
        assertThat(epochs()).containsExactly("6");
        assertThat(DEPLOYMENT.command("keys", epoch()).code()).isZero();

        new KilledCommand(DEPLOYMENT).at("subject.epoch_turn", "NEW.step = 'restored'", killed());
        DEPLOYMENT.change(
                "UPDATE subject.key_record SET epoch = 6 WHERE subject_id = '"
                        + PEOPLE.getLast().value()
                        + "'");
        DEPLOYMENT.change("UPDATE subject.epoch_turn SET step = 'restored' WHERE to_epoch = 7");
        var refused = DEPLOYMENT.command("keys", epoch());

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.text()).contains("1 people are under an older epoch; the old key stays");
        assertThat(epochKeys()).containsExactly(6, 7);
    }

    @Test
    @Order(6)
    void a_backup_that_is_altered_cut_or_under_another_key_restores_nothing() throws Exception {
        var whole = Files.readAllBytes(backups().resolve("menshen-epoch-5.backup"));
        for (var place : List.of(1, whole.length / 3, whole.length - 1)) {
            var altered = whole.clone();
            altered[place] ^= 4;
            assertRefused(altered, backupKey());
        }
        assertRefused(Arrays.copyOf(whole, whole.length - 20), backupKey());
        assertRefused(Arrays.copyOf(whole, whole.length / 2), backupKey());
        var foreign = backupKey().resolveSibling("foreign.json");
        CommandRun.of("keys", "backup-key", foreign.toString());
        assertRefused(whole, foreign);

        var restored = restore(whole, backupKey());
        assertThat(restored.code()).as(restored.text()).isZero();
        assertThat(DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record"))
                .isEqualTo(DEPLOYMENT.askOf(EMPTY, "SELECT count(*) FROM subject.key_record"));
        assertThat(restore(whole, backupKey()).text()).contains("is not empty");
    }

    private static void assertRefused(byte[] backup, Path key) throws Exception {
        var run = restore(backup, key);
        assertThat(run.code()).as(run.text()).isEqualTo(2);
        assertThat(run.text()).contains("not restored");
        assertThat(DEPLOYMENT.askOf(EMPTY, "SELECT count(*) FROM subject.key_record"))
                .containsExactly("0");
    }

    /** Into a second database of the same server. */
    private static CommandRun restore(byte[] backup, Path key) throws Exception {
        var file = Files.write(backups().resolve("copy"), backup);
        return CommandRun.of(
                "keys",
                "restore",
                file.toString(),
                "--user",
                "postgres",
                "--backup-key",
                key.toString(),
                "--config",
                DEPLOYMENT.configurationOf(EMPTY).toString());
    }
}
