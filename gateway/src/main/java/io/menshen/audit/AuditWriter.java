package io.menshen.audit;

import io.menshen.audit.Pending.Waiting;
import io.menshen.storage.Loops;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Writes one chain. The next batch fills while the last one commits, one in flight. After a failure
 * the head is read anew, since the commit may have happened; the key (chain, seq) keeps a late
 * commit from forking the chain.
 */
final class AuditWriter implements AuditLog {
    private final ConnectionFactory database;
    private final Clock clock;
    private final Limits limits;
    private final AuditMeters meters;
    private final Rows rows = new Rows();
    private final UUID chain = UUID.randomUUID();
    private final Pending pending;
    // Touched by the one batch in flight only.
    private volatile @Nullable Head head;
    private volatile long counted;

    /**
     * Bounds of the writer.
     *
     * @param pending records that may wait
     * @param batch records per commit
     * @param commit time a commit may take
     * @param count records after which their requests are counted by day
     */
    record Limits(int pending, int batch, Duration commit, int count) {}

    AuditWriter(
            ConnectionFactory database,
            Loops loops,
            Clock clock,
            Limits limits,
            AuditMeters meters) {
        this.database = database;
        this.clock = clock;
        this.limits = limits;
        this.meters = meters;
        this.pending = new Pending(limits.pending(), loops);
        meters.pending(pending::size);
    }

    AuditMeters meters() {
        return meters;
    }

    @Override
    public Mono<AuditReceipt> append(AuditRecord entry) {
        return pending.add(entry);
    }

    /** Writes batch after batch, until it is cancelled. It never fails. */
    Mono<Void> run() {
        return Mono.defer(() -> pending.next(limits.batch()))
                .flatMap(batch -> batch.isEmpty() ? Mono.just(true) : commit(List.copyOf(batch)))
                .flatMap(_ -> count(limits.count()))
                .repeat()
                .then();
    }

    private Mono<Boolean> commit(List<Waiting> batch) {
        var began = System.nanoTime();
        return Mono.usingWhen(database.create(), c -> write(c, batch), Connection::close)
                .timeout(limits.commit())
                .doOnCancel(() -> refuse(batch))
                .doOnNext(_ -> meters.committed(batch.size(), System.nanoTime() - began))
                .doOnError(meters::failed)
                .map(entries -> answer(batch, entries))
                .onErrorResume(_ -> Mono.fromSupplier(() -> refuse(batch)));
    }

    /** Counts what no step has, once all is written. */
    Mono<Void> last() {
        return count(1);
    }

    /** Counts where at least so many are not counted; what is not is counted as it is read. */
    private Mono<Void> count(int least) {
        return Mono.defer(() -> {
            var upTo = head;
            return upTo == null || upTo.seq() - counted < least ? Mono.empty() : count(upTo);
        });
    }

    /**
     * After a failure this chain is counted no more: the statement may still be under way, and
     * another beside it would count the same again.
     */
    private Mono<Void> count(Head upTo) {
        counted = upTo.seq();
        return Mono.usingWhen(database.create(), c -> Rows.count(c, upTo), Connection::close)
                .timeout(limits.commit())
                .doOnError(_ -> counted = Long.MAX_VALUE)
                .onErrorComplete();
    }

    private Mono<List<Entry>> write(Connection connection, List<Waiting> batch) {
        return at(connection).flatMap(from -> write(connection, batch, from));
    }

    private Mono<List<Entry>> write(Connection connection, List<Waiting> batch, Head from) {
        var records = batch.stream().map(Waiting::entry).toList();
        var entries = new ArrayList<Entry>(records.size());
        var last = from;
        for (var entry : records) {
            entries.add(Entry.after(last, Body.of(entry)));
            last = entries.getLast().head();
        }
        return rows.insert(connection, entries, records).thenReturn(List.copyOf(entries));
    }

    /** Where the chain stands: known, or as the database has it, or newly opened. */
    private Mono<Head> at(Connection connection) {
        var known = head;
        if (known != null) {
            return Mono.just(known);
        }
        return Chains.head(connection, chain)
                .switchIfEmpty(
                        Mono.defer(() -> OpeningRow.open(connection, chain, clock.instant())));
    }

    private boolean answer(List<Waiting> batch, List<Entry> entries) {
        head = entries.getLast().head();
        for (var i = 0; i < batch.size(); i++) {
            var receipt = new AuditReceipt(chain, entries.get(i).seq());
            batch.get(i).done(receipt);
        }
        return true;
    }

    private boolean refuse(List<Waiting> batch) {
        head = null;
        rows.forget();
        batch.forEach(Waiting::refuse);
        return false;
    }

    /** Refuses who comes; completes once all who wait have their answer. */
    Mono<Void> drain() {
        return pending.drain();
    }

    /**
     * Refuses who waits and who comes; what is in flight is refused too as the loop is cancelled,
     * since its fate is unknown.
     */
    void stop() {
        head = null;
        pending.close();
    }
}
