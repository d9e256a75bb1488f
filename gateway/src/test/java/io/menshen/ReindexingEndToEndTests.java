package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.cli.CommandRun;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.subject.Identifier;
import io.menshen.subject.Subjects;
import io.menshen.web.Eventually;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Blind indexes that are written anew under two gateways that look up and write; each test begins
 * where the last ended.
 */
@Clause("5.3")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReindexingEndToEndTests {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MANY = 40;

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.keys.look=100ms");

    private static final List<SubjectId> PEOPLE = new ArrayList<>();
    private static @Nullable RunningGateway other;

    private final RunningGateway first = DEPLOYMENT.gateway();
    private final RunningGateway second = Objects.requireNonNull(other);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger newPeople = new AtomicInteger(1_000);

    @BeforeAll
    static void people() {
        other = DEPLOYMENT.start();
        for (var i = 0; i < MANY; i++) {
            PEOPLE.add(Member.number(i).registered(DEPLOYMENT.gateway()));
        }
    }

    private static CommandRun keys(String... words) throws Exception {
        return DEPLOYMENT.command("keys", words);
    }

    private static long entries(String where) throws Exception {
        return Long.parseLong(
                DEPLOYMENT
                        .ask("SELECT count(*) FROM subject.blind_index WHERE " + where)
                        .getFirst());
    }

    private void find(RunningGateway gateway, int number) {
        found(gateway, number, new Identifier("external_id", "app", text("ext-" + number)));
        found(gateway, number, everywhere("mobile", "1380000%04d".formatted(number)));
        found(gateway, number, everywhere("email", "huimin%d@example.com".formatted(number)));
    }

    private static Identifier everywhere(String field, String value) {
        return new Identifier(field, Identifier.EVERYWHERE, text(value));
    }

    private static Personal<String> text(String value) {
        return Personal.of(value);
    }

    private void found(RunningGateway gateway, int number, Identifier by) {
        var found = gateway.bean(Subjects.class).resolve(by).block(SOON);
        if (!List.of(PEOPLE.get(number)).equals(found)) {
            failures.add(by.field() + " of " + number + " leads to " + found);
        }
    }

    private void findAll() {
        for (var number = 0; number < MANY; number++) {
            find(number % 2 == 0 ? first : second, number);
        }
        rounds.incrementAndGet();
    }

    /** Changes people and takes in new ones, two gateways the same one at once. */
    private void write() {
        var tier = rounds.get() % 2 == 0 ? "gold" : "silver";
        Member.number(rounds.get() % MANY).with("tier", tier).registered(first);
        var number = newPeople.incrementAndGet();
        var both = Together.all(2, i -> Member.number(number).registered(i == 0 ? first : second));
        if (!both.getFirst().equals(both.getLast())) {
            failures.add("one id leads to two people: " + both);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private void under(Runnable use, Work work) throws Exception {
        var on = new AtomicBoolean(true);
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var user =
                    users.submit(() -> {
                        while (on.get()) {
                            use.run();
                        }
                    });
            try {
                var before = rounds.get();
                assertThat(Eventually.holds(() -> rounds.get() > before)).isTrue();
                work.run();
            } finally {
                on.set(false);
                user.get();
            }
        }
    }

    @Test
    @Order(1)
    void everybody_is_found_while_a_run_is_killed_in_the_middle_and_goes_on() throws Exception {
        assertThat(keys("rotate", "index").code()).isZero();
        var old = entries("key_version = 1");
        var status = keys("status");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.text())
                .contains("blind index key 1: %d entries, %d by it alone".formatted(old, old));

        under(this::findAll, this::killedInTheMiddle);
        var left = entries("key_version = 1");
        assertThat(left).isBetween(1L, old - 1);
        assertThat(entries("key_version = 2")).isEqualTo(old - left);

        under(
                this::findAll,
                () -> {
                    var run = keys("rewrap");
                    assertThat(run.code()).as(run.text()).isZero();
                    assertThat(run.text())
                            .contains(
                                    "blind index key 2: %d entries written anew, 0 left"
                                            .formatted(left));
                });
        findAll();
        assertThat(failures).isEmpty();
        assertThat(entries("key_version = 1")).isZero();
        assertThat(entries("key_version = 2")).isEqualTo(old);
        assertThat(keys("status").code()).isZero();
    }

    private void killedInTheMiddle() throws Exception {
        var middle =
                DEPLOYMENT
                        .ask("SELECT subject_id FROM subject.key_record ORDER BY 1 OFFSET 20")
                        .getFirst();
        new KilledCommand(DEPLOYMENT)
                .at(
                        "subject.blind_index",
                        "NEW.key_version = 2 AND NEW.subject_id > '%s'".formatted(middle),
                        "keys",
                        "rewrap");
    }

    @Test
    @Order(2)
    void the_audit_holds_what_was_begun_and_what_was_done() throws Exception {
        var records =
                DEPLOYMENT.ask(
                        """
                        SELECT reasons FROM audit.record WHERE operation = 'rekey' AND stores = 'keys' ORDER BY at
                        """);
        var counts = "epoch.1,index.2,people.0,entries.\\d+,tokens.0,refused.0";
        assertThat(records).hasSize(5);
        assertThat(records.subList(0, 4))
                .containsExactly(
                        "keys.rotate,begun,index.2",
                        "keys.rotate,done,index.2",
                        // The run that was killed.
                        "keys.rewrap,begun,epoch.1,index.2",
                        "keys.rewrap,begun,epoch.1,index.2");
        assertThat(records.getLast()).matches("keys.rewrap,done," + counts);
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT DISTINCT consumer FROM audit.record WHERE operation IN ('rekey', 'activate')"))
                .hasSize(1);
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT DISTINCT chain FROM audit.record WHERE operation = 'rekey'"))
                .hasSize(3);
        assertThat(DEPLOYMENT.command("audit", "verify").text())
                .doesNotContain(
                        "EDITED", "DELETED", "REORDERED", "FORKED", "MISSING", "UNREADABLE");
    }

    @Test
    @Order(3)
    void nothing_is_begun_without_its_record() throws Exception {
        var index = DEPLOYMENT.keys().resolve("index.json");
        var before = Files.readString(index);
        DEPLOYMENT.change("REVOKE INSERT ON audit.chain FROM menshen_audit");
        try {
            for (var words : List.of(List.of("rotate", "index"), List.of("rewrap"))) {
                var run = keys(words.toArray(String[]::new));
                assertThat(run.code()).as(run.text()).isEqualTo(2);
                assertThat(run.text()).doesNotContain("rewrapped", "opens at every");
            }
        } finally {
            DEPLOYMENT.change("GRANT INSERT ON audit.chain TO menshen_audit");
        }
        assertThat(Files.readString(index)).isEqualTo(before);
    }

    @Test
    @Order(4)
    void nobody_is_lost_or_doubled_while_people_are_written() throws Exception {
        assertThat(keys("rotate", "index").code()).isZero();
        under(
                () -> {
                    findAll();
                    write();
                },
                () -> {
                    var run = keys("rewrap");
                    assertThat(run.code()).as(run.text()).isZero();
                    assertThat(run.text()).contains("blind index key 3: ", ", 0 left");
                });
        findAll();
        assertThat(failures).isEmpty();
        // Writes go on to put entries under every key that opens, beside the present one.
        write();
        var status = keys("status");
        assertThat(status.code()).as(status.text()).isZero();
        assertThat(status.text()).contains("all under the present key too");
        assertThat(status.text()).doesNotContain("by it alone");
    }

    @Test
    @Order(5)
    void a_former_value_leads_to_nobody_after_it_either() throws Exception {
        var moved = Member.number(7).with("mobile", "13800007777").registered(first);
        assertThat(moved).isEqualTo(PEOPLE.get(7));
        assertThat(keys("rotate", "index").code()).isZero();
        assertThat(keys("rewrap").code()).isZero();

        var former = everywhere("mobile", "13800000007");
        var present = everywhere("mobile", "13800007777");
        assertThat(second.bean(Subjects.class).resolve(former).block(SOON)).isEmpty();
        assertThat(second.bean(Subjects.class).resolve(present).block(SOON))
                .containsExactly(PEOPLE.get(7));
    }

    @Test
    @Order(6)
    void an_entry_of_a_value_that_does_not_open_stays_and_is_told() throws Exception {
        var changed =
                DEPLOYMENT.change(
                        """
                        UPDATE identity.value v SET sealed = overlay(sealed PLACING '\\x00'::bytea FROM 30)
                        FROM subject.key_record k
                        WHERE k.identity_row = v.row_id AND v.field = 'mobile' AND k.subject_id = '%s'
                        """
                                .formatted(PEOPLE.get(9).value()));
        assertThat(changed).isEqualTo(1);
        assertThat(keys("rotate", "index").code()).isZero();

        var run = keys("rewrap");

        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(run.text()).contains("3 left, of 1 people who do not verify");
        var status = keys("status");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.text()).contains("3 by it alone");
        find(first, 9);
        assertThat(failures).isEmpty();
        assertThat(run.text()).doesNotContain("1380000", "huimin", PEOPLE.get(9).value() + "");
    }

    @Test
    @Order(7)
    void a_gateway_without_the_present_key_holds_the_run_up() throws Exception {
        DEPLOYMENT.change(
                "INSERT INTO subject.replica VALUES (gen_random_uuid(), 'frozen', now() + interval '1 hour')");
        var waited = keys("rewrap", "--wait", "PT1S");

        assertThat(waited.code()).isEqualTo(2);
        assertThat(waited.text()).contains("have not taken the keysets yet");
        DEPLOYMENT.change("DELETE FROM subject.replica WHERE keysets = 'frozen'");
    }

    @Test
    @Order(8)
    void a_caller_finds_people_by_what_was_written_anew() {
        var answer =
                second.post(
                        "/v1/disclosures",
                        Caller.of("delivery"),
                        Map.of(
                                "purpose",
                                "order_fulfil",
                                "subject",
                                Map.of("mobile", "13800000005"),
                                "fields",
                                List.of("mobile")));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.words("fields")).containsKey("mobile");
    }
}
