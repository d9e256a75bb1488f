package io.menshen.benchmarks.bare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** People in clear, six values each, as the comparison servers read them. */
public final class PeopleTable {
    /** All six rows of one person. */
    static final String ONE = "SELECT field, value FROM person_value WHERE row_id = %s";

    /** The rows of many. */
    static final String MANY =
            "SELECT row_id, field, value FROM person_value WHERE row_id = ANY($1)";

    private static final List<String> FIELDS =
            List.of("birth_date", "email", "external_id", "full_name", "member_card_no", "mobile");

    private PeopleTable() {}

    /** Makes the table anew with that many people; the answer is their ids. */
    public static List<UUID> fill(DataSource database, int people) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            create(connection);
            var ids = insert(connection, people);
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("VACUUM ANALYZE person_value");
            }
            return ids;
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    """
                    DROP TABLE IF EXISTS person_value;
                    CREATE TABLE person_value (
                        row_id uuid NOT NULL, field text NOT NULL, value text NOT NULL,
                        PRIMARY KEY (row_id, field))
                    """);
        }
    }

    private static List<UUID> insert(Connection connection, int people) throws SQLException {
        var ids = new ArrayList<UUID>();
        try (var insert =
                connection.prepareStatement("INSERT INTO person_value VALUES (?, ?, ?)")) {
            for (var i = 0; i < people; i++) {
                ids.add(UUID.randomUUID());
                for (var field : FIELDS) {
                    insert.setObject(1, ids.getLast());
                    insert.setString(2, field);
                    insert.setString(3, "value %06d of %s".formatted(i, field));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        return Collections.unmodifiableList(ids);
    }
}
