package io.menshen.benchmarks.soak;

import io.menshen.benchmarks.parts.Deployment;
import io.menshen.standalone.process.PostgresProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Somebody who owns the database changes or deletes one thing in the audit: found each time. Not
 * tried are the place where a day's count of a request began, which says nothing of any use, and
 * the loss of such a count, which is made again from the records.
 */
final class AuditMutations implements Trial {
    private static final String COLUMNS =
            """
            SELECT table_name, column_name, data_type FROM information_schema.columns
            WHERE table_schema = 'audit' AND table_name NOT LIKE 'flyway%'
              AND NOT (table_name = 'request_day' AND column_name IN ('chain', 'last_seq'))
            ORDER BY 1, 2
            """;

    /** One row, by chance. */
    private static final String SAVE =
            "CREATE TEMP TABLE saved AS SELECT * FROM %1$s ORDER BY md5(ctid::text || '%2$d') LIMIT 1";

    private static final String TAKE =
            "CREATE TEMP TABLE rest AS SELECT * FROM %1$s EXCEPT ALL SELECT * FROM saved";

    private static final String DELETE =
            "DELETE FROM %1$s t USING saved s WHERE t IS NOT DISTINCT FROM s";

    private static final String EMPTY = "DELETE FROM %1$s";

    private static final String RESTORE =
            "INSERT INTO %1$s SELECT * FROM rest UNION ALL SELECT * FROM saved";

    private record Column(String table, String name, String type) {
        /** Of the last counts of a chain, one that is gone is counted again from the records. */
        boolean isCountedAgain() {
            return table.equals("request_day");
        }

        /** The value with one bit, character or unit changed. */
        String changed(int bit) {
            return switch (type) {
                case "text" -> "coalesce(%s, '') || 'x'".formatted(name);
                case "bytea" ->
                        "coalesce(set_bit(%1$s, %2$d, 1 - get_bit(%1$s, %2$d)), '\\x00')"
                                .formatted(name, bit);
                case "uuid" -> "gen_random_uuid()";
                case "date" -> name + " + 1";
                case "timestamp with time zone" -> name + " + interval '1 microsecond'";
                default -> name + " + 1000000";
            };
        }
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Verdict run(Ground ground, Extent extent) throws Exception {
        var deployment = ground.deployment();
        deployment.stopGateway();
        try {
            return tried(deployment, extent.mutations());
        } finally {
            deployment.startGateway();
        }
    }

    private static Verdict tried(Deployment deployment, int mutations) throws Exception {
        var audit = AuditHolds.of(deployment);
        var before = audit.findings();
        var undetected = undetected(deployment, audit, mutations);
        var after = audit.findings();
        return Verdict.of(
                before.isEmpty() && after.isEmpty() && undetected.isEmpty(),
                "%,d single changes and deletions of rows, %,d detected"
                        .formatted(mutations, mutations - undetected.size()),
                "not detected: " + undetected,
                "before: %s, after all were put back: %s".formatted(before, after));
    }

    private static List<String> undetected(Deployment deployment, AuditHolds audit, int mutations)
            throws SQLException {
        var undetected = new ArrayList<String>();
        var random = new Random(mutations);
        var database = deployment.supervisor().postgres().owner(PostgresProcess.DATABASE);
        try (var owner = database.getConnection()) {
            var columns = columns(owner);
            for (var i = 0; i < mutations; i++) {
                var column = columns.get(random.nextInt(columns.size()));
                if (!mutate(owner, audit, column, random)) {
                    undetected.add(column.table + "." + column.name);
                }
            }
        }
        return undetected;
    }

    private static List<Column> columns(Connection owner) throws SQLException {
        var columns = new ArrayList<Column>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return columns;
    }

    /** Changes a row, or one time in ten deletes it; looks; and puts it back. */
    private static boolean mutate(Connection owner, AuditHolds audit, Column column, Random random)
            throws SQLException {
        var table = "audit." + column.table;
        try (var statement = owner.createStatement()) {
            for (var sql : List.of(SAVE, TAKE, DELETE)) {
                statement.execute(sql.formatted(table, random.nextInt()));
            }
            if (random.nextInt(10) > 0 || column.isCountedAgain()) {
                var value = column.changed(random.nextInt(64));
                statement.execute("CREATE TEMP TABLE changed AS SELECT * FROM saved");
                statement.execute("UPDATE changed SET %s = %s".formatted(column.name, value));
                statement.execute("INSERT INTO %s SELECT * FROM changed".formatted(table));
                statement.execute("DROP TABLE changed");
            }
            var found = !audit.findings().isEmpty();
            for (var sql : List.of(EMPTY, RESTORE, "DROP TABLE saved, rest")) {
                statement.execute(sql.formatted(table));
            }
            return found;
        }
    }
}
