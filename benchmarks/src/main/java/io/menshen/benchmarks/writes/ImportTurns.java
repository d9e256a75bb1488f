package io.menshen.benchmarks.writes;

import io.menshen.benchmarks.parts.Deployment;
import io.menshen.standalone.process.PostgresProcess;
import io.menshen.standalone.terminal.Progress;
import java.io.IOException;
import java.sql.SQLException;

/** An import, and {@code \copy} of the rows that it wrote, in turns. */
public record ImportTurns(Deployment deployment, int turns, int people) {
    private static final double GOAL = 0.3;

    /** Runs them; a table of what was found. */
    public String run(Progress progress) throws IOException, SQLException {
        var file = new RowsFile(deployment);
        var stream = new ImportStream(deployment);
        var pairs =
                new Pairs(
                        "import, decided, sealed, recorded, durable",
                        "`\\copy` of the same prepared rows",
                        GOAL);
        var owner = deployment.supervisor().postgres().owner(PostgresProcess.DATABASE);
        progress.at(0, turns + 1L);
        try (var tables = BareTables.make(owner)) {
            for (var turn = 0; turn <= turns; turn++) {
                var ours = people / stream.send(file.write(people), people);
                tables.find();
                var copied = people / CopiedRows.of(tables).write();
                // The first turn warms both up.
                if (turn > 0) {
                    pairs.add(ours, copied);
                }
                progress.another();
            }
        }
        return pairs.markdown();
    }
}
