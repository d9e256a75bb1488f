package io.menshen.benchmarks.writes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Prepared rows by person, and their bare insert: a transaction a person, a batch a table. */
final class InsertedRows {
    private final Map<UUID, List<Row>> people = new LinkedHashMap<>();

    private record Row(BareTables.Table table, List<Object> values) {}

    /** The rows of the people who were found last. */
    static InsertedRows of(BareTables tables) throws SQLException {
        var inserted = new InsertedRows();
        for (var table : BareTables.ALL) {
            inserted.read(tables.connection(), table);
        }
        return inserted;
    }

    private void read(Connection connection, BareTables.Table table) throws SQLException {
        var sql = table.fresh().replaceFirst("SELECT ", "SELECT f.subject_id AS whose, ");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var values = new ArrayList<Object>();
                for (var i = 2; i <= columns; i++) {
                    values.add(rows.getObject(i));
                }
                people.computeIfAbsent(rows.getObject(1, UUID.class), _ -> new ArrayList<>())
                        .add(new Row(table, values));
            }
        }
    }

    /**
     * Writes them; answers the seconds that it took.
     *
     * @param connections that write at once
     */
    double write(DataSource database, int connections) throws SQLException {
        Queue<List<Row>> left = new ConcurrentLinkedQueue<>(people.values());
        var open = new ArrayList<Connection>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var writers = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < connections; i++) {
                var connection = database.getConnection();
                connection.setAutoCommit(false);
                open.add(connection);
                writers.add(() -> write(connection, left));
            }
            var begun = System.nanoTime();
            for (var written : threads.invokeAll(writers)) {
                written.get();
            }
            return (System.nanoTime() - begun) / 1e9;
        } catch (InterruptedException | ExecutionException e) {
            throw new SQLException("rows were not written", e);
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    private static boolean write(Connection connection, Queue<List<Row>> left) throws SQLException {
        for (var person = left.poll(); person != null; person = left.poll()) {
            var byTable =
                    person.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            Row::table, LinkedHashMap::new, Collectors.toList()));
            for (var rows : byTable.values()) {
                insert(connection, rows);
            }
            connection.commit();
        }
        return true;
    }

    private static void insert(Connection connection, List<Row> rows) throws SQLException {
        var first = rows.getFirst();
        var places =
                IntStream.range(0, first.values().size())
                        .mapToObj(_ -> "?")
                        .collect(Collectors.joining(", "));
        var sql = "INSERT INTO bare.%s VALUES (%s)".formatted(first.table().name(), places);
        try (var statement = connection.prepareStatement(sql)) {
            for (var row : rows) {
                for (var i = 0; i < row.values().size(); i++) {
                    statement.setObject(i + 1, row.values().get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
