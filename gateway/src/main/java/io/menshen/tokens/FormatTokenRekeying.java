package io.menshen.tokens;

import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.storage.Transactions;
import io.menshen.tokens.FormatTokens.Held;
import io.menshen.tokens.TokenRows.Offer;
import io.menshen.tokens.TokenRows.Row;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes what is stored of format tokens anew under the present index key, some at a time, while
 * they are issued and resolved; their texts stay. Rows tell what is left, so there is no cursor to
 * lose.
 */
public final class FormatTokenRekeying {
    private static final int BATCH = 200;
    private static final int AT_ONCE = 8;

    private final ConnectionFactory database;
    private final Sealing sealing;

    /** Tokens of those pools under the keys of that ring. */
    public FormatTokenRekeying(Pools pools, KeyRing keys) {
        this.database = pools.of(Role.TOKEN);
        this.sealing = new Sealing(keys);
    }

    /**
     * What became of some tokens.
     *
     * @param last the one after which the next batch begins; empty where none was left
     * @param renewed how many stand under the present key now; those that were erased meanwhile are
     *     not counted
     * @param refused how many do not verify, and stay as they are
     */
    public record Batch(String last, long renewed, long refused) {
        private Batch with(Batch other) {
            return new Batch(last, renewed + other.renewed, refused + other.refused);
        }
    }

    /** How many tokens there are by the number of their index key. */
    public static Mono<SortedMap<Integer, Long>> counts(Pools pools) {
        return read(pools.of(Role.TOKEN), TokenRows::counts)
                .collect(TreeMap::new, (all, one) -> all.put(one.keyVersion(), one.tokens()));
    }

    /**
     * Takes up to 200 tokens under older keys, in the order of their texts.
     *
     * @param present the number of the present index key
     * @param after empty, or the last of the batch before
     */
    public Mono<Batch> batch(int present, String after) {
        return read(database, c -> TokenRows.older(c, present, after, BATCH))
                .collectList()
                .flatMap(this::renewed);
    }

    private Mono<Batch> renewed(List<Row> rows) {
        var last = rows.isEmpty() ? "" : rows.getLast().token();
        return Flux.fromIterable(rows)
                .flatMap(this::renewed, AT_ONCE)
                .reduce(new Batch(last, 0, 0), Batch::with);
    }

    private Mono<Batch> renewed(Row row) {
        return Mono.fromSupplier(() -> offer(row))
                .flatMap(offer -> Transactions.run(database, c -> TokenRows.renew(c, offer)))
                .map(renewed -> new Batch("", renewed ? 1 : 0, 0))
                .onErrorReturn(IntegrityException.class, new Batch("", 0, 1));
    }

    /** The form counts only where a token is drawn. */
    private Offer offer(Row row) {
        Held held = sealing.open(row.scope(), row.field(), row.token(), row.sealed());
        var macs = sealing.macs(row.scope(), row.field(), held);
        var owner = sealing.owners(held.subject()).getFirst();
        var wanted = new Wanted(row.scope(), row.field(), FormatToken.OPAQUE, held, macs, owner);
        return new Offer(
                wanted, row.token(), sealing.seal(row.scope(), row.field(), row.token(), held));
    }

    private static <T> Flux<T> read(
            ConnectionFactory database, Function<Connection, Flux<T>> question) {
        return Flux.usingWhen(database.create(), question, Connection::close);
    }
}
