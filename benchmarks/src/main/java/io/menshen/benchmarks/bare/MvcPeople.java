package io.menshen.benchmarks.bare;

import java.sql.SQLException;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads a person by JDBC. */
record MvcPeople(DataSource database) {
    Person read(UUID id) throws SQLException {
        var fields = new TreeMap<String, String>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(PeopleTable.ONE.formatted("?"))) {
            select.setObject(1, id);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    fields.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return new Person(id, fields);
    }
}
