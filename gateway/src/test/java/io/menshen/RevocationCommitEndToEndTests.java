package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.journal.ReplayGate;
import io.menshen.kernel.Clause;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What happens between the journal and the commit, on a gateway that looks at neither by itself.
 */
@Clause("4.1.2-d")
class RevocationCommitEndToEndTests {
    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.storage.statement=30s");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final Marketed person = Marketed.registered(gateway);

    @Test
    void a_commit_that_fails_closes_the_gate_until_the_effect_is_in_the_database()
            throws Exception {
        var other = Marketed.registered(gateway);
        Marketed.served(person.read(gateway));
        refuseCommits();
        try {
            Marketed.unavailable(person.withdraw(gateway));

            assertThat(Files.readString(DEPLOYMENT.journal()))
                    .contains(person.id().value().toString());
            Marketed.unavailable(person.read(gateway));
            Marketed.unavailable(other.read(gateway));
        } finally {
            DEPLOYMENT.change("DROP TRIGGER refused ON subject.journal_applied");
        }

        assertThat(Eventually.holds(gateway.bean(ReplayGate.class)::isOpen)).isTrue();
        Marketed.withdrawn(person.read(gateway));
        Marketed.served(other.read(gateway));
        assertThat(missing()).isZero();
    }

    @Test
    void a_commit_that_is_refused_before_the_journal_closes_nothing() throws Exception {
        var before = Files.readString(DEPLOYMENT.journal());
        DEPLOYMENT.change(
                "ALTER FUNCTION subject.add_receipt(uuid, uuid, text, text, integer, text, timestamptz, bytea, bytea) RENAME TO away");
        try {
            Marketed.unavailable(person.withdraw(gateway));

            assertThat(Files.readString(DEPLOYMENT.journal())).isEqualTo(before);
            Marketed.served(person.read(gateway));
        } finally {
            DEPLOYMENT.change(
                    "ALTER FUNCTION subject.away(uuid, uuid, text, text, integer, text, timestamptz, bytea, bytea) RENAME TO add_receipt");
        }
        assertThat(person.withdraw(gateway).status()).isEqualTo(200);
    }

    @Test
    void a_client_that_goes_away_between_journal_and_commit_stops_nothing() throws Exception {
        try (var owner = DEPLOYMENT.owner();
                var statement = owner.createStatement();
                var client = HttpClient.newHttpClient()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE subject.journal_applied IN EXCLUSIVE MODE");
            var waiting = send(client);
            assertThat(Eventually.holds(() -> committing() == 1)).isTrue();

            waiting.cancel(true);
            // Its connection is closed; a gateway that listened to it would roll back now.
            client.shutdownNow();
            assertThat(client.awaitTermination(Duration.ofSeconds(10))).isTrue();
            TimeUnit.MILLISECONDS.sleep(500);
            owner.rollback();
        }

        assertThat(Eventually.holds(() -> person.read(gateway).status() == 403)).isTrue();
        Marketed.withdrawn(person.read(gateway));
        assertThat(gateway.bean(ReplayGate.class).isOpen()).isTrue();
        assertThat(missing()).isZero();
    }

    private CompletableFuture<HttpResponse<String>> send(HttpClient client) {
        return client.sendAsync(person.withdrawing(gateway), HttpResponse.BodyHandlers.ofString());
    }

    /** Transactions that are in the journal and wait for the last step before their commit. */
    private static int committing() {
        try {
            return DEPLOYMENT
                    .ask(
                            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%apply_journal%'")
                    .size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The commit itself fails, when all of its statements have succeeded. */
    private static void refuseCommits() throws SQLException {
        DEPLOYMENT.change(
                """
                CREATE OR REPLACE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'no commit'; END $$
                """);
        DEPLOYMENT.change(
                """
                CREATE CONSTRAINT TRIGGER refused AFTER INSERT ON subject.journal_applied
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.refuse()
                """);
    }

    /** Entries of the journal that the database does not hold. */
    private static long missing() throws IOException, SQLException {
        var lines = Files.readAllLines(DEPLOYMENT.journal()).size();
        return lines - 1L - DEPLOYMENT.ask("SELECT position FROM subject.journal_applied").size();
    }
}
