package io.menshen.cli;

import io.menshen.audit.AuditLog;
import io.menshen.audit.AuditRecord;
import io.menshen.kernel.Operation;
import io.menshen.storage.Role;
import io.r2dbc.spi.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The audit's records of what a command does to keys: one before it begins, and one before it tells
 * that it is done. They bear the name of the deployment and no revision, since no policy is asked;
 * the reasons say what was done, by numbers of keys and counts.
 */
final class KeyActs {
    /** Each process records the policy that it starts with among its first records. */
    private static final String DEPLOYMENT =
            """
            SELECT r.consumer FROM audit.chain c
            CROSS JOIN LATERAL (SELECT consumer FROM audit.record
                WHERE chain = c.chain AND seq <= 1000 AND operation = 'activate' ORDER BY seq LIMIT 1) r
            ORDER BY c.opened_at DESC LIMIT 1
            """;

    /** Where no gateway ran yet. */
    private static final String UNNAMED = "menshen";

    private final KeysAtWork keys;
    private final String act;
    private final Operation operation;
    private final List<String> stores;
    private final AuditLog audit;
    private volatile @Nullable String deployment;

    KeyActs(KeysAtWork keys, String act) {
        this(keys, "keys." + act, Operation.REKEY, List.of("keys"));
    }

    /** Acts upon other things than keys. */
    KeyActs(KeysAtWork keys, String act, Operation operation, List<String> stores) {
        this.keys = keys;
        this.act = act;
        this.operation = operation;
        this.stores = stores;
        this.audit = AuditLog.ofCommand(keys.pools().of(Role.AUDIT), Clock.systemUTC());
    }

    /**
     * Writes a record and waits until it is durable.
     *
     * @param words letters, digits, dots and underscores each
     * @throws CannotException where it is not
     */
    void record(String... words) {
        keys.answer(recorded(List.of(words)));
    }

    /** The same for whoever waits. */
    Mono<Void> recorded(List<String> words) {
        var reasons = Stream.concat(Stream.of(act), words.stream()).toList();
        return deployed().flatMap(name -> audit.append(record(name, reasons))).then();
    }

    private AuditRecord record(String name, List<String> reasons) {
        return AuditRecord.ofOwnAct(
                Clock.systemUTC().instant(), name, operation, null, stores, "", 0, reasons);
    }

    private Mono<String> deployed() {
        var known = deployment;
        return known == null ? named().doOnNext(name -> deployment = name) : Mono.just(known);
    }

    private Mono<String> named() {
        var audit = keys.pools().of(Role.AUDIT);
        return Mono.usingWhen(audit.create(), KeyActs::named, Connection::close);
    }

    private static Mono<String> named(Connection connection) {
        return Flux.from(connection.createStatement(DEPLOYMENT).execute())
                .flatMap(result ->
                        result.map((row, _) -> Objects.requireNonNull(row.get(0, String.class))))
                .next()
                .defaultIfEmpty(UNNAMED);
    }
}
