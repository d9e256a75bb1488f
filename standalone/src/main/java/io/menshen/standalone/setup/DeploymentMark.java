package io.menshen.standalone.setup;

import io.menshen.storage.Role;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What the database says of itself, in {@code deployment.mark}. Every serving role reads it; only
 * the owner writes. Connectors to real channels refuse to start where {@link #GENERATED_PEOPLE}
 * stands.
 */
public final class DeploymentMark {
    /** The people in this database are made up. */
    public static final String GENERATED_PEOPLE = "generated_people";

    /** All people of the generator are in. */
    public static final String SEEDED = "seeded";

    private final DataSource owner;

    /** The marks of a database, by connections of its owner. */
    public DeploymentMark(DataSource owner) {
        this.owner = owner;
    }

    /** Makes the table, where it is missing, and lets the serving roles read it. */
    public void create() throws SQLException {
        var table =
                """
                CREATE SCHEMA IF NOT EXISTS deployment;
                CREATE TABLE IF NOT EXISTS deployment.mark (kind text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
                GRANT USAGE ON SCHEMA deployment TO %1$s;
                GRANT SELECT ON deployment.mark TO %1$s;
                """
                        .formatted(roles());
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(table);
        }
    }

    private static String roles() {
        return Arrays.stream(Role.values()).map(Role::database).collect(Collectors.joining(", "));
    }

    /** Sets a mark; one that is set stays as it is. */
    public void set(String kind) throws SQLException {
        var insert = "INSERT INTO deployment.mark (kind) VALUES (?) ON CONFLICT DO NOTHING";
        try (var connection = owner.getConnection();
                var statement = connection.prepareStatement(insert)) {
            statement.setString(1, kind);
            statement.execute();
        }
    }

    /** Whether a mark is set. */
    public boolean isSet(String kind) throws SQLException {
        try (var connection = owner.getConnection();
                var statement =
                        connection.prepareStatement("SELECT FROM deployment.mark WHERE kind = ?")) {
            statement.setString(1, kind);
            try (var found = statement.executeQuery()) {
                return found.next();
            }
        }
    }
}
