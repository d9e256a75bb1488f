package io.menshen.benchmarks.run;

import io.menshen.benchmarks.bare.BareMain;
import io.menshen.benchmarks.bare.BareMain.Kind;
import io.menshen.benchmarks.bare.Database;
import io.menshen.benchmarks.bare.PeopleTable;
import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.parts.Jvm;
import io.menshen.benchmarks.parts.Started;
import io.menshen.benchmarks.run.HttpContender.Asked;
import io.menshen.standalone.process.Ports;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Everyone who takes part in {@code bench read}: each server is a process of its own. */
public final class Field implements AutoCloseable {
    /** Names of the contenders, as reports know them. */
    public enum Name {
        PROTECTED("protected read"),
        ORDINARY("ordinary bare"),
        COALESCED("coalesced bare"),
        MVC("Spring MVC, virtual threads, JDBC"),
        HELLO("hello, raw reactor-netty"),
        PGBENCH("pgbench -S -M prepared"),
        BATCH("protected batch, an item"),
        THREE_STORES("protected read of three stores"),
        ACKNOWLEDGING("protected read, audit acknowledges at once"),
        OTHER_CLIENT("protected read, hot reads by r2dbc-postgresql");

        private final String words;

        Name(String words) {
            this.words = words;
        }

        /** In words. */
        public String words() {
            return words;
        }
    }

    private static final int BATCH_CONNECTIONS = 2;

    private final Deployment deployment;
    private final int connections;
    private final LoadProcess load;
    private final Reads reads;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Field(Deployment deployment, int connections) throws IOException {
        this.deployment = deployment;
        this.connections = connections;
        this.load = opened(LoadProcess.start(deployment.log("load")));
        this.reads = new Reads(deployment);
    }

    /**
     * Prepares a field.
     *
     * @param connections of each contender that answers single reads
     */
    public static Field of(Deployment deployment, int connections) throws IOException {
        return new Field(deployment, connections);
    }

    /** The gateway that is measured. */
    public Contender ours() throws IOException {
        return gateway(Name.PROTECTED, single(port(), reads.oneStore()));
    }

    /**
     * Who stands against it.
     *
     * @param wanted in any order; one that cannot run on this machine is left out
     */
    public List<Contender> others(Set<Name> wanted, int people) throws IOException, SQLException {
        var others = new ArrayList<Contender>();
        var database = deployment.bare();
        var bare = reads.bare(PeopleTable.fill(database.driver(), people));
        for (var name : Name.values()) {
            if (wanted.contains(name)) {
                other(name, database, bare).ifPresent(others::add);
            }
        }
        return others;
    }

    private Optional<Contender> other(Name name, Database database, String bare)
            throws IOException {
        return switch (name) {
            case PROTECTED -> Optional.empty();
            case ORDINARY -> Optional.of(bare(name, Kind.ORDINARY, database, bare));
            case COALESCED -> Optional.of(bare(name, Kind.COALESCED, database, bare));
            case MVC -> Optional.of(bare(name, Kind.MVC, database, bare));
            case HELLO -> Optional.of(bare(name, Kind.HELLO, database, reads.hello()));
            case PGBENCH -> Pgbench.found(database).map(found -> found);
            case THREE_STORES -> Optional.of(gateway(name, single(port(), reads.threeStores())));
            case BATCH -> Optional.of(gateway(name, batch()));
            case ACKNOWLEDGING -> Optional.of(variant(name, deployment.acknowledging()));
            case OTHER_CLIENT -> Optional.of(variant(name, deployment.otherClient()));
        };
    }

    private Contender gateway(Name name, Asked asked) throws IOException {
        return http(name, deployment.gateway().handle(), asked);
    }

    private Contender variant(Name name, Started gateway) throws IOException {
        var started = opened(gateway);
        return http(name, started.handle(), single(started.port(), reads.oneStore()));
    }

    private Contender bare(Name name, Kind kind, Database database, String requests)
            throws IOException {
        var port = Ports.free();
        var arguments = List.of(kind.name(), Integer.toString(port));
        var command = Jvm.command(Jvm.everything(), BareMain.class.getName(), arguments);
        var log = deployment.log(kind.name().toLowerCase(Locale.ROOT));
        var server = opened(Started.start(command, database.environment(), log, port));
        var ending = kind == Kind.HELLO ? "}\n" : "}}";
        return http(name, server.handle(), new Asked(port, connections, requests, ending, 1));
    }

    private Contender http(Name name, ProcessHandle server, Asked asked) throws IOException {
        return opened(new HttpContender(name.words(), load, server, asked));
    }

    private Asked single(int port, String requests) {
        return new Asked(port, connections, requests, "}", 1);
    }

    private Asked batch() throws IOException {
        return new Asked(
                port(), BATCH_CONNECTIONS, reads.batches(), "\"failed\":0}\n", Reads.BATCH);
    }

    private int port() {
        return deployment.gateway().api("/").getPort();
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    /** Ends all that was started here. */
    @Override
    public void close() throws IOException {
        var failed = new IOException("a part of the benchmark could not be ended");
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failed.addSuppressed(e);
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }
}
