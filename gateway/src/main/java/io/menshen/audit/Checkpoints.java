package io.menshen.audit;

import io.menshen.audit.AuditState.Anchoring;
import io.menshen.signing.SigningKey;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Signs the heads of all chains, one gateway at a time, and hands each checkpoint to the second
 * place after its commit; what that place missed it gets the next time.
 */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /** Held to the end of the transaction, so that one gateway at a time makes a checkpoint. */
    private static final String LOCK =
            "SELECT pg_try_advisory_xact_lock(hashtextextended('menshen.audit.checkpoint', 0))";

    /** The same, waiting for who holds it. */
    private static final String WAIT =
            "SELECT true FROM pg_advisory_xact_lock(hashtextextended('menshen.audit.checkpoint', 0))";

    /** A round that hangs must not keep the next one from coming in time. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final ConnectionFactory database;
    private final Clock clock;
    private final SignedHeads signed;
    private final Anchor anchor;
    private final Duration interval;
    private final Scheduler files;
    private volatile @Nullable Checkpoint newest;
    private volatile long anchored;

    /**
     * Checkpoints.
     *
     * @param interval at most 60 s (design, section 6)
     * @param files where the second place may block
     */
    Checkpoints(
            ConnectionFactory database,
            Clock clock,
            SigningKey key,
            Anchor anchor,
            Duration interval,
            Scheduler files) {
        this.database = database;
        this.clock = clock;
        this.signed = new SignedHeads(key);
        this.anchor = anchor;
        this.interval = interval;
        this.files = files;
    }

    /** Rounds until it is cancelled; a failed round is logged and the next one tries again. */
    Mono<Void> run() {
        return Flux.interval(interval.dividedBy(2))
                .onBackpressureDrop()
                .concatMap(_ -> round().timeout(LONGEST).onErrorResume(Checkpoints::failed), 1)
                .then();
    }

    private static Mono<Void> failed(Throwable cause) {
        LOG.error("No audit checkpoint: {}", cause.getClass().getSimpleName());
        return Mono.empty();
    }

    /** One round: a checkpoint if one is due and nobody else makes it. */
    Mono<Void> round() {
        return round(LOCK, this::due);
    }

    /** The round of a gateway that ends: what it wrote last is signed, due or not. */
    Mono<Void> last() {
        return round(WAIT, _ -> true);
    }

    private Mono<Void> round(String lock, Function<Checkpoint, Boolean> due) {
        return locked(lock, connection -> make(connection, due)).then(locked(lock, this::anchor));
    }

    private Mono<Void> locked(String lock, Function<Connection, Mono<Void>> work) {
        return Transactions.run(database, connection -> holder(connection, lock, work));
    }

    private Mono<Void> holder(
            Connection connection, String lock, Function<Connection, Mono<Void>> work) {
        return Flux.from(connection.createStatement(lock).execute())
                .concatMap(result ->
                        result.map((row, _) -> Boolean.TRUE.equals(row.get(0, Boolean.class))))
                .single()
                .flatMap(held -> held ? work.apply(connection) : look(connection));
    }

    /** Another gateway makes it: its last one is seen all the same. */
    private Mono<Void> look(Connection connection) {
        return Chains.newest(connection).doOnNext(found -> newest = found).then();
    }

    private Mono<Void> make(Connection connection, Function<Checkpoint, Boolean> due) {
        return Chains.newest(connection)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .doOnNext(found -> newest = found.orElse(null))
                .filter(found -> found.map(due).orElse(true))
                .flatMap(found -> make(connection, found.orElse(null)));
    }

    /**
     * With a look every half interval, two checkpoints are never further apart than one. One from
     * the future is no reason to wait: a clock was set back.
     */
    private boolean due(Checkpoint found) {
        var age = Body.micros(clock.instant()) - Long.parseLong(found.at());
        return age < 0 || age >= interval.toNanos() / 2_000;
    }

    private Mono<Void> make(Connection connection, @Nullable Checkpoint found) {
        return Chains.checkpoints(connection, signed.seen())
                .collectList()
                .zipWith(Mono.defer(() -> Chains.heads(connection).collectList()))
                .publishOn(files)
                .map(both ->
                        signed.next(
                                Body.micros(clock.instant()), found, both.getT1(), both.getT2()))
                .flatMap(
                        made -> CheckpointRow.insert(connection, made).doOnNext(_ -> newest = made))
                .then();
    }

    private Mono<Void> anchor(Connection connection) {
        if (anchor.file() == null) {
            return Mono.empty();
        }
        return Mono.fromCallable(anchor::last)
                .subscribeOn(files)
                .flatMap(last -> Chains.checkpoints(connection, last).collectList())
                .publishOn(files)
                .flatMap(missing -> Mono.fromCallable(() -> anchor.append(missing)))
                .doOnNext(last -> anchored = last)
                .then();
    }

    /** The moment of the newest checkpoint seen; null before the first. */
    @Nullable Instant newest() {
        var seen = newest;
        return seen == null ? null : Body.instant(seen.at());
    }

    Anchoring anchoring() {
        if (anchor.file() == null) {
            return Anchoring.NONE;
        }
        var seen = newest;
        return seen != null && anchored >= seen.number() ? Anchoring.HELD : Anchoring.BEHIND;
    }
}
