package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.menshen.journal.NewJournal;
import io.menshen.journal.ReplayGate;
import io.menshen.journal.ReplayGate.Shut;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Health;
import io.menshen.kernel.HealthPart;
import io.menshen.web.Canary;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that is put back, and a journal that another hand changes, under a gateway. */
@Clause("5.5")
class RestoredDatabaseEndToEndTests {
    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(PrivacyDesk.busy(), "--menshen.journal.look=100ms");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final ReplayGate gate = gateway.bean(ReplayGate.class);
    private Marketed person = Marketed.registered(gateway);
    private Path kept = Path.of("");

    @BeforeEach
    void keep() throws IOException {
        assertThat(person.withdraw(gateway).status()).isEqualTo(200);
        person = Marketed.registered(gateway);
        kept = Files.createTempFile("journal", ".kept");
        Files.write(kept, Files.readAllBytes(DEPLOYMENT.journal()));
    }

    @AfterEach
    void forget() throws IOException {
        Files.delete(kept);
    }

    @Test
    @Clause("4.1.2-d")
    void a_database_that_is_put_back_under_a_running_gateway_takes_no_withdrawal_back()
            throws Exception {
        var name = DEPLOYMENT.ask("SELECT current_database()").getFirst();
        Marketed.served(person.read(gateway));
        apart(() -> server("CREATE DATABASE copy TEMPLATE " + name));
        // Pools notice only by and by that their connections are gone.
        assertThat(Eventually.holds(() -> person.withdraw(gateway).status() == 200)).isTrue();
        assertThat(Eventually.holds(this::isWithdrawn)).isTrue();
        seen();

        apart(() -> {
            server("ALTER DATABASE " + name + " RENAME TO lost");
            server("ALTER DATABASE copy RENAME TO " + name);
        });

        assertThat(Eventually.holds(this::isWithdrawn)).isTrue();
        assertThat(Eventually.holds(gate::isOpen)).isTrue();
    }

    @Test
    @Clause({"7-h", "7-k"})
    void a_database_that_is_put_back_erases_again_and_the_receipt_of_the_first_time_holds()
            throws Exception {
        var name = DEPLOYMENT.ask("SELECT current_database()").getFirst();
        var desk = PrivacyDesk.of(DEPLOYMENT);
        var other = Marketed.registered(gateway);
        apart(() -> server("CREATE DATABASE before TEMPLATE " + name));
        // Pools notice only by and by that their connections are gone.
        assertThat(Eventually.holds(() -> desk.erase(other.id()).status() == 200)).isTrue();
        var erased = desk.erase(person.id());
        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
        var proof = erased.text();
        seen();

        apart(() -> {
            server("ALTER DATABASE " + name + " RENAME TO gone");
            server("ALTER DATABASE before RENAME TO " + name);
        });

        assertThat(Eventually.holds(() -> holds(desk, proof))).isTrue();
        assertThat(Eventually.holds(gate::isOpen)).isTrue();
    }

    private static boolean holds(PrivacyDesk desk, String proof) {
        try {
            return desk.verified(proof).code() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isWithdrawn() {
        return person.read(gateway).reasons().equals(List.of("consent_withdrawn"));
    }

    /** The gateway has looked since the last withdrawal. */
    private void seen() {
        var before = DEPLOYMENT.wire().counted();
        assertThat(before).isNotEmpty();
        assertThat(
                        Eventually.holds(() ->
                                DEPLOYMENT.wire().counted().getOrDefault("menshen_subject", 0) > 0))
                .isTrue();
        assertThat(
                        Eventually.holds(() ->
                                DEPLOYMENT.wire().counted().getOrDefault("menshen_subject", 0) > 0))
                .isTrue();
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Does something while nobody is connected. */
    private static void apart(Work work) throws Exception {
        var name = DEPLOYMENT.ask("SELECT current_database()").getFirst();
        DEPLOYMENT.wire().cut();
        try {
            server(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                            .formatted(name));
            work.run();
        } finally {
            DEPLOYMENT.wire().mend();
        }
    }

    private static String server = "";

    private static void server(String sql) throws SQLException {
        if (server.isEmpty()) {
            try (var owner = DEPLOYMENT.owner()) {
                var at = URI.create(owner.getMetaData().getURL().substring("jdbc:".length()));
                server = "jdbc:postgresql://127.0.0.1:" + at.getPort() + "/postgres";
            }
        }
        try (var connection = DriverManager.getConnection(server, "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_journal_that_is_cut_under_a_running_gateway_serves_nobody() throws Exception {
        assertThat(person.withdraw(gateway).status()).isEqualTo(200);
        var whole = Files.readAllBytes(DEPLOYMENT.journal());
        seen();
        try (var log = Canary.listen(Level.ERROR)) {
            Files.write(DEPLOYMENT.journal(), Files.readAllBytes(kept));
            assertThat(Eventually.holds(() -> !gate.isOpen())).isTrue();

            altered();
            assertThat(
                            Eventually.holds(() ->
                                    log.lines().stream()
                                            .anyMatch(it -> it.contains("bring back the journal"))))
                    .isTrue();
        } finally {
            Files.write(DEPLOYMENT.journal(), whole);
        }
        assertThat(Eventually.holds(gate::isOpen)).isTrue();
        Marketed.withdrawn(person.read(gateway));
    }

    @Test
    void another_journal_in_its_place_serves_nobody() throws Exception {
        var own = DEPLOYMENT.journal().resolveSibling("own");
        Files.move(DEPLOYMENT.journal(), own);
        try {
            NewJournal.create(DEPLOYMENT.journal());
            assertThat(Eventually.holds(() -> !gate.isOpen())).isTrue();
            altered();
            assertThatThrownBy(DEPLOYMENT::start).hasMessage("the journal was not replayed");
        } finally {
            Files.delete(DEPLOYMENT.journal());
            Files.move(own, DEPLOYMENT.journal());
        }
        assertThat(Eventually.holds(gate::isOpen)).isTrue();
    }

    @Test
    void a_gateway_does_not_begin_with_a_journal_shorter_than_the_database_knows()
            throws Exception {
        assertThat(person.withdraw(gateway).status()).isEqualTo(200);
        var whole = Files.readAllBytes(DEPLOYMENT.journal());
        Files.write(DEPLOYMENT.journal(), Files.readAllBytes(kept));
        try {
            assertThatThrownBy(DEPLOYMENT::start).hasMessage("the journal was not replayed");
        } finally {
            Files.write(DEPLOYMENT.journal(), whole);
        }
        assertThat(Eventually.holds(gate::isOpen)).isTrue();
    }

    @Test
    void a_lost_journal_is_told_and_reads_go_on() throws Exception {
        var aside = DEPLOYMENT.journal().resolveSibling("aside");
        Files.move(DEPLOYMENT.journal(), aside);
        try {
            assertThat(Eventually.holds(() -> health().code().equals("journal_lost"))).isTrue();
            assertThat(health().state()).isEqualTo(Health.State.DEGRADED);
            Marketed.served(person.read(gateway));
            Marketed.unavailable(person.withdraw(gateway));
        } finally {
            Files.move(aside, DEPLOYMENT.journal());
        }
        assertThat(Eventually.holds(() -> health().state() == Health.State.UP)).isTrue();
        assertThat(person.withdraw(gateway).status()).isEqualTo(200);
    }

    @Test
    void an_entry_that_another_gateway_is_just_committing_closes_nothing() throws Exception {
        try (var second = DEPLOYMENT.start();
                var owner = DEPLOYMENT.owner();
                var statement = owner.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE subject.journal_applied IN EXCLUSIVE MODE");
            var withdrawal = threads.submit(() -> person.withdraw(second));
            assertThat(Eventually.holds(() -> length() > size(kept))).isTrue();
            seen();
            Marketed.served(person.read(gateway));
            owner.rollback();

            assertThat(withdrawal.get().status()).isEqualTo(200);
            Marketed.withdrawn(person.read(gateway));
            seen();
            assertThat(gate.isOpen()).isTrue();
            assertThat(second.bean(ReplayGate.class).isOpen()).isTrue();
        }
    }

    private static long length() {
        return size(DEPLOYMENT.journal());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void altered() {
        assertThat(gate.why()).isEqualTo(Optional.of(Shut.JOURNAL_ALTERED));
        assertThat(health().state()).isEqualTo(Health.State.DOWN);
        assertThat(health().code()).isEqualTo("journal_altered");
        Marketed.unavailable(person.read(gateway));
        Marketed.unavailable(person.withdraw(gateway));
    }

    private Health health() {
        return gateway.beans(HealthPart.class).stream()
                .filter(part -> part.name().equals("journal"))
                .findFirst()
                .orElseThrow()
                .health();
    }
}
