package io.menshen.upkeep;

import io.menshen.storage.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * All tables as PostgreSQL's own COPY gives and takes them, in a ZIP stream: an entry a table,
 * those that others refer to first, and at last how many rows each has.
 */
final class CopiedTables {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};
    private static final String ROWS = "rows.json";

    /** Columns by name, since what is restored may have been migrated in another order. */
    private static final String TABLES =
            """
            SELECT format('%I.%I', n.nspname, c.relname),
                (SELECT string_agg(quote_ident(a.attname), ',' ORDER BY a.attnum) FROM pg_attribute a
                 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname = ANY (?) AND c.relname NOT LIKE 'flyway%'
            ORDER BY (SELECT count(*) FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'), 1
            """;

    private static final String SEQUENCES =
            """
            SELECT format('SELECT setval(%L, (SELECT coalesce(max(%I), 0) + 1 FROM %I.%I), false)',
                pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname), a.attname, n.nspname, c.relname)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE n.nspname = ANY (?) AND c.relkind = 'r' AND a.attidentity <> ''
            """;

    private final Connection owner;

    CopiedTables(Connection owner) {
        this.owner = owner;
    }

    private record Table(String name, String columns) {
        String entry() {
            return name + "(" + columns + ")";
        }
    }

    /** All rows of one moment; answers how many. */
    long write(OutputStream out) throws SQLException, IOException {
        owner.setAutoCommit(false);
        owner.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        owner.setReadOnly(true);
        var rows = new TreeMap<String, Long>();
        try {
            var zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.BEST_SPEED);
            for (var table : tables()) {
                zip.putNextEntry(new ZipEntry(table.entry()));
                rows.put(
                        table.entry(), copy().copyOut("COPY " + table.entry() + " TO STDOUT", zip));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry(ROWS));
            zip.write(JSON.writeValueAsBytes(rows));
            zip.finish();
        } finally {
            owner.rollback();
            owner.setReadOnly(false);
        }
        return total(rows);
    }

    /** Puts all rows in the place of what a migration put there; answers how many. */
    long read(InputStream in) throws SQLException, IOException {
        var tables = tables();
        requireEmpty(tables);
        var zip = new ZipInputStream(in);
        var rows = new TreeMap<String, Long>();
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            var name = entry.getName();
            if (name.equals(ROWS)) {
                requireSame(rows, JSON.readValue(zip.readAllBytes(), COUNTS));
                sequences();
                return total(rows);
            }
            if (tables.stream().noneMatch(table -> table.entry().equals(name))) {
                throw new SQLException("this version has no table " + name);
            }
            rows.put(name, copy().copyIn("COPY " + name + " FROM STDIN", new Unended(zip)));
        }
        throw new IOException("the backup has no end");
    }

    private static void requireSame(Map<String, Long> put, Map<String, Long> written)
            throws IOException {
        if (!put.equals(written)) {
            throw new IOException("the backup holds other rows than it says");
        }
    }

    /** What a migration itself puts into tables makes place; a person or a record does not. */
    private void requireEmpty(List<Table> tables) throws SQLException {
        try (var ask = owner.createStatement()) {
            for (var filled : List.of("subject.key_record", "audit.record", "idempotency.answer")) {
                try (var found = ask.executeQuery("SELECT FROM " + filled + " LIMIT 1")) {
                    if (found.next()) {
                        throw new SQLException(filled + " is not empty; restore to a new database");
                    }
                }
            }
            var names = String.join(", ", tables.stream().map(Table::name).toList());
            ask.execute("TRUNCATE " + names);
        }
    }

    private void sequences() throws SQLException {
        for (var next : texts(SEQUENCES, 1)) {
            try (var statement = owner.createStatement()) {
                statement.execute(next.getFirst());
            }
        }
    }

    private List<Table> tables() throws SQLException {
        return texts(TABLES, 2).stream()
                .map(row -> new Table(row.getFirst(), row.getLast()))
                .toList();
    }

    private List<List<String>> texts(String query, int columns) throws SQLException {
        var found = new ArrayList<List<String>>();
        try (var ask = owner.prepareStatement(query)) {
            ask.setArray(1, owner.createArrayOf("text", Migration.schemas().toArray()));
            try (var rows = ask.executeQuery()) {
                while (rows.next()) {
                    var row = new ArrayList<String>();
                    for (var i = 1; i <= columns; i++) {
                        row.add(Objects.requireNonNull(rows.getString(i)));
                    }
                    found.add(row);
                }
            }
        }
        return found;
    }

    private static long total(Map<String, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    private CopyManager copy() throws SQLException {
        return owner.unwrap(PGConnection.class).getCopyAPI();
    }
}
