package io.menshen.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the database to what this version needs: the serving roles, and each schema by its own
 * history. It blocks and runs as a command with a role of its own, never in the serving process.
 */
public final class Migration {
    private static final List<Role> ALL = List.of(Role.values());

    /** Flyway's table of what was done. */
    private static final String HISTORY = "flyway_schema_history";

    /** Schemas of no role: only functions reach them, in another role's transaction. */
    private static final List<String> SHARED = List.of("idempotency");

    private final DataSource owner;

    /**
     * A migration.
     *
     * @param owner connections of a role that may create roles and schemas
     */
    public Migration(DataSource owner) {
        this.owner = owner;
    }

    /**
     * Creates what is missing. What stands already is left alone; a role's password is set anew
     * only where it does not log in with the one that is named.
     *
     * @param properties names the passwords of the serving roles
     * @return what was changed, a line each; empty where nothing was
     * @throws SQLException where the database refuses
     */
    public List<String> run(StorageProperties properties) throws SQLException {
        var changed = new ArrayList<String>();
        try (var connection = owner.getConnection()) {
            for (var role : ALL) {
                changed.addAll(new RoleLogin(connection, role).bring(properties.password(role)));
            }
        }
        for (var schema : schemas()) {
            changed.addAll(migrate(schema));
        }
        try (var connection = owner.getConnection()) {
            showHistory(connection);
        }
        return List.copyOf(changed);
    }

    /** All schemas that hold data. */
    public static List<String> schemas() {
        return Stream.concat(
                        ALL.stream().filter(Role::ownsSchema).map(Role::schema), SHARED.stream())
                .toList();
    }

    private List<String> migrate(String schema) {
        var done = flyway(schema).migrate();
        return done.migrations.stream()
                .map(one -> "schema " + schema + " is at version " + one.version)
                .toList();
    }

    private Flyway flyway(String schema) {
        return Flyway.configure(Migration.class.getClassLoader())
                .dataSource(owner)
                .schemas(schema)
                .createSchemas(true)
                .locations("classpath:db/migration/" + schema)
                .failOnMissingLocations(true)
                .load();
    }

    /** Who owns a schema's rows may see which version it has, and {@code doctor} as that role. */
    private static void showHistory(Connection connection) throws SQLException {
        for (var role : ALL.stream().filter(Role::ownsSchema).toList()) {
            var history = role.schema() + "." + HISTORY;
            try (var statement = connection.createStatement()) {
                if (!mayRead(statement, role, history)) {
                    statement.execute(
                            "GRANT SELECT ON %s TO %s".formatted(history, role.database()));
                }
            }
        }
    }

    private static boolean mayRead(Statement statement, Role role, String table)
            throws SQLException {
        var may =
                "SELECT has_table_privilege('%s', '%s', 'SELECT')"
                        .formatted(role.database(), table);
        try (var answer = statement.executeQuery(may)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }
}
