package io.menshen.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the database to what this version needs: the serving roles, and each schema by its own
 * history. It blocks and runs as a command with a role of its own, never in the serving process.
 */
public final class Migration {
    private static final List<Role> ALL = List.of(Role.values());

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
     * Creates what is missing; what stands already is left alone, but for the passwords, which are
     * set anew.
     *
     * @param properties names the passwords of the serving roles
     * @throws SQLException where the database refuses
     */
    public void run(StorageProperties properties) throws SQLException {
        try (var connection = owner.getConnection()) {
            for (var role : ALL) {
                createRole(connection, role, properties.password(role));
            }
        }
        ALL.stream().filter(Role::ownsSchema).forEach(this::migrate);
    }

    private void migrate(Role role) {
        var place = "db/migration/" + role.schema();
        Flyway.configure(Migration.class.getClassLoader())
                .dataSource(owner)
                .schemas(role.schema())
                .createSchemas(true)
                .locations("classpath:" + place)
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }

    /** CREATE ROLE takes no parameters, so the server itself quotes the words. */
    private static void createRole(Connection connection, Role role, String password)
            throws SQLException {
        var quoted =
                """
                SELECT format(CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = ?) THEN 'ALTER' ELSE 'CREATE' END
                    || ' ROLE %I LOGIN NOINHERIT PASSWORD %L', ?, ?)
                """;
        try (var ask = connection.prepareStatement(quoted)) {
            ask.setString(1, role.database());
            ask.setString(2, role.database());
            ask.setString(3, password);
            try (var answer = ask.executeQuery();
                    var create = connection.createStatement()) {
                answer.next();
                create.execute(answer.getString(1));
            }
        }
    }
}
