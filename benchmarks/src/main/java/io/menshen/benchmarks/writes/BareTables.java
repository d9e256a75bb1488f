package io.menshen.benchmarks.writes;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Tables like those in which people lie, with the same indexes, in a schema of their own: what the
 * gateway wrote of people is written there again, without all that it does besides.
 */
final class BareTables implements AutoCloseable {
    /**
     * A table.
     *
     * @param like the gateway's own
     * @param column by which its rows lead to a person
     * @param owner the column of the key record that is the same
     */
    record Table(String name, String like, String column, String owner) {
        /** Of what belongs to the subject itself. */
        static Table ofSubject(String name) {
            return new Table(name, "subject." + name, "subject_id", "subject_id");
        }

        /** Of the values of a store. */
        static Table ofStore(String name) {
            return new Table(name, name + ".value", "row_id", name + "_row");
        }

        /** What the gateway wrote of people who are new here. */
        String fresh() {
            return "SELECT t.* FROM %s t JOIN fresh f ON f.%s = t.%s"
                    .formatted(like, owner, column);
        }
    }

    /** In the order in which they are written. */
    static final List<Table> ALL =
            List.of(
                    Table.ofSubject("key_record"),
                    Table.ofSubject("consent_state"),
                    Table.ofSubject("blind_index"),
                    Table.ofSubject("receipt"),
                    Table.ofStore("identity"),
                    Table.ofStore("sensitive"),
                    Table.ofStore("profile"));

    private final Connection connection;

    private BareTables(Connection connection) {
        this.connection = connection;
    }

    /** Makes them. */
    static BareTables make(DataSource owner) throws SQLException {
        var connection = owner.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA bare");
            for (var table : ALL) {
                statement.execute(
                        "CREATE TABLE bare.%s (LIKE %s INCLUDING ALL)"
                                .formatted(table.name(), table.like()));
            }
            statement.execute(
                    "CREATE TEMPORARY TABLE fresh AS SELECT subject_id, identity_row, sensitive_row, profile_row FROM subject.key_record WITH NO DATA");
        }
        return new BareTables(connection);
    }

    /** Finds the people who were taken in since the last time; answers how many. */
    int find() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("TRUNCATE fresh");
            return statement.executeUpdate(
                    """
                    INSERT INTO fresh SELECT subject_id, identity_row, sensitive_row, profile_row FROM subject.key_record k
                    WHERE NOT EXISTS (SELECT FROM bare.key_record b WHERE b.subject_id = k.subject_id)
                    """);
        }
    }

    /** Passes over whoever was taken in since the last time. */
    void pass() throws SQLException {
        find();
        var keys = ALL.getFirst();
        try (var statement = connection.createStatement()) {
            statement.execute("INSERT INTO bare." + keys.name() + " " + keys.fresh());
        }
    }

    /** The connection that knows whom {@link #find} found. */
    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
