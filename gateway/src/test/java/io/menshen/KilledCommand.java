package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.cli.Commands;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A command as a process of its own, killed by {@code kill -9} exactly where a trigger of the
 * database makes it wait: what it did before is done, and what it wants to write is not written.
 */
final class KilledCommand {
    private static final String WAITING =
            """
            FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = 'advisory'
            """;

    private final TestDeployment deployment;

    KilledCommand(TestDeployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Runs a command until it wants to write such a row, and kills it there.
     *
     * @param table with its schema
     * @param when a condition on the row, as NEW
     */
    void at(String table, String when, String... words) throws Exception {
        at("INSERT OR UPDATE", table, when, () -> process(words));
    }

    /**
     * Starts a process that comes to change such a row, and kills it there.
     *
     * @param event of the trigger, such as DELETE
     * @param when a condition on the row, as NEW, or as OLD where it is deleted
     */
    void at(String event, String table, String when, Callable<JavaProcess> start) throws Exception {
        try (var gate = deployment.owner();
                var statement = gate.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(4711)");
            stopping(gate, event, table, when);
            var process = start.call();
            try {
                assertThat(Eventually.holds(() -> isWaiting() || !process.process().isAlive()))
                        .isTrue();
                assertThat(process.process().isAlive())
                        .as("%s", Files.readString(process.log()))
                        .isTrue();
            } finally {
                process.process().destroyForcibly();
                assertThat(process.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
            // Else the server would still do what it was asked, once the lock is free.
            deployment.ask("SELECT pg_terminate_backend(pid)::text " + WAITING);
        }
        assertThat(Eventually.holds(() -> !isWaiting())).isTrue();
        deployment.change("DROP TRIGGER stopping ON " + table);
    }

    private static void stopping(Connection gate, String event, String table, String when)
            throws SQLException {
        try (var statement = gate.createStatement()) {
            statement.execute(
                    """
                    CREATE OR REPLACE FUNCTION public.stopping() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        PERFORM pg_catalog.pg_advisory_lock_shared(4711);
                        PERFORM pg_catalog.pg_advisory_unlock_shared(4711);
                        RETURN coalesce(NEW, OLD);
                    END $$
                    """);
            statement.execute(
                    "CREATE TRIGGER stopping BEFORE %s ON %s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION public.stopping()"
                            .formatted(event, table, when));
        }
    }

    private boolean isWaiting() {
        try {
            return !deployment.ask("SELECT count(*)::text " + WAITING).getFirst().equals("0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private JavaProcess process(String... words) throws IOException {
        var all = new ArrayList<String>(List.of(words));
        all.addAll(List.of("--config", deployment.configuration().toString()));
        return JavaProcess.start(Commands.class, all);
    }
}
