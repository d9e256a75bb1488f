package io.menshen.benchmarks.writes;

import io.menshen.benchmarks.load.Order;
import io.menshen.benchmarks.load.Requests;
import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.run.LoadProcess;
import io.menshen.standalone.process.PostgresProcess;
import io.menshen.standalone.terminal.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Intakes over HTTP, and bare inserts of the rows that they wrote, in turns.
 *
 * @param seconds of a turn of intakes
 * @param warmUp seconds of intakes before the first turn, in which the compilers do their work
 * @param connections of either, with one write under way each
 */
public record IntakeTurns(
        Deployment deployment, int turns, int seconds, int warmUp, int connections) {
    private static final double GOAL = 0.5;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** More than are asked for in a second: nobody is taken in twice. */
    private static final int MOST_A_SECOND = 4_000;

    /** Runs them; a table of what was found. */
    public String run(Progress progress) throws IOException, SQLException {
        var pairs =
                new Pairs(
                        "intake over HTTP, decided, sealed, recorded, durable",
                        "bare insert of the same rows by JDBC, no HTTP",
                        GOAL);
        var owner = deployment.supervisor().postgres().owner(PostgresProcess.DATABASE);
        progress.at(0, turns + 1L);
        try (var load = LoadProcess.start(deployment.log("load"));
                var tables = BareTables.make(owner)) {
            var warm = warmed(load);
            tables.pass();
            for (var turn = 0; turn <= turns; turn++) {
                var ours = taken(load, warm + turn);
                var people = tables.find();
                var inserted = people / InsertedRows.of(tables).write(owner, connections);
                // The first turn warms the other one up.
                if (turn > 0) {
                    pairs.add(ours, inserted);
                }
                progress.another();
            }
        }
        return pairs.markdown();
    }

    /** How many turns that took. */
    private int warmed(LoadProcess load) throws IOException {
        var rounds = Math.ceilDiv(warmUp, seconds);
        for (var round = 0; round < rounds; round++) {
            taken(load, round);
        }
        return rounds;
    }

    private double taken(LoadProcess load, int turn) throws IOException {
        var tally = load.run(order(turn));
        if (tally.failed() > 0) {
            throw new IOException(tally.failed() + " intakes were not answered as they should");
        }
        return tally.perSecond();
    }

    private Order order(int turn) throws IOException {
        var port = deployment.gateway().api("/").getPort();
        return new Order(port, connections, seconds * 1_000L, requests(turn), "}");
    }

    private String requests(int turn) throws IOException {
        var bearer = "Authorization: Bearer " + deployment.bearer() + "\r\n";
        var requests = new ArrayList<byte[]>();
        var most = seconds * MOST_A_SECOND;
        for (var i = 0; i < most; i++) {
            var headers = bearer + "Idempotency-Key: " + UUID.randomUUID() + "\r\n";
            var body = JSON.writeValueAsString(deployment.newcomer(turn * most + i));
            requests.add(Requests.post("/v1/intakes", "application/json", headers, body));
        }
        return Requests.write(deployment.file("intakes.requests"), requests).toString();
    }
}
