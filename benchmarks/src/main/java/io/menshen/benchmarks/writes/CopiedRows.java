package io.menshen.benchmarks.writes;

import io.menshen.kernel.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Prepared rows, and their {@code \copy} in transactions of 5,000 rows. */
final class CopiedRows {
    private static final int TRANSACTION = 5_000;

    private record Part(BareTables.Table table, Bytes rows) {}

    private final CopyManager copies;
    private final List<Part> parts = new ArrayList<>();

    private CopiedRows(CopyManager copies) {
        this.copies = copies;
    }

    /** The rows of the people who were found last. */
    static CopiedRows of(BareTables tables) throws SQLException, IOException {
        var copied = new CopiedRows(tables.connection().unwrap(PGConnection.class).getCopyAPI());
        for (var table : BareTables.ALL) {
            copied.read(table);
        }
        return copied;
    }

    private void read(BareTables.Table table) throws SQLException {
        var out = copies.copyOut("COPY (" + table.fresh() + ") TO STDOUT");
        var rows = new ByteArrayOutputStream();
        var count = 0;
        for (var row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            rows.writeBytes(row);
            if (++count % TRANSACTION == 0) {
                parts.add(new Part(table, Bytes.copyOf(rows.toByteArray())));
                rows.reset();
            }
        }
        if (rows.size() > 0) {
            parts.add(new Part(table, Bytes.copyOf(rows.toByteArray())));
        }
    }

    /** Writes them; answers the seconds that it took. */
    double write() throws SQLException, IOException {
        var begun = System.nanoTime();
        for (var part : parts) {
            var in = new ByteArrayInputStream(part.rows().toArray());
            copies.copyIn("COPY bare." + part.table().name() + " FROM STDIN", in);
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
