package io.menshen.standalone.search;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Looks through every table of every schema, system catalogues and statistics included, as the
 * driver reads it: as text, and in the binary form, where text and bytea stand as they are.
 */
public final class TableSearch {
    private final Search search;

    /** Looks for what that search looks for. */
    public TableSearch(Search search) {
        this.search = search;
    }

    /**
     * Reads all tables, and writes all pages to disk before, so that the raw files hold them too.
     *
     * @param superuser connections of a role that may read everything
     */
    public Findings in(DataSource superuser) throws SQLException, IOException {
        var findings = new Findings(List.of(), 0);
        try (var connection = superuser.getConnection()) {
            execute(connection, "CHECKPOINT");
            for (var table : tables(connection)) {
                findings = findings.and(copy(connection, table, "text"));
                // Some types of the catalogues have a text form only.
                if (!table.startsWith("pg_catalog.")) {
                    findings = findings.and(copy(connection, table, "binary"));
                }
            }
        }
        return findings;
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var query =
                """
                SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'm', 't') ORDER BY 1
                """;
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private Findings copy(Connection connection, String table, String format)
            throws SQLException, IOException {
        // A query, since COPY refuses the tables of long values as such.
        var command = "COPY (SELECT * FROM %s) TO STDOUT (FORMAT %s)".formatted(table, format);
        try (var stream =
                new Counted(
                        new PGCopyInputStream(connection.unwrap(PGConnection.class), command))) {
            return new Findings(search.in(table, stream), stream.count);
        }
    }

    /** Counts what is read. */
    private static final class Counted extends FilterInputStream {
        private long count;

        private Counted(InputStream stream) {
            super(stream);
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            var read = super.read(bytes, from, most);
            count += Math.max(0, read);
            return read;
        }
    }
}
