package io.menshen.intake;

import io.menshen.catalog.Field;
import io.menshen.idempotency.Replays;
import io.menshen.idempotency.WriteKey;
import io.menshen.intake.Admission.Admitted;
import io.menshen.intake.IntakeEffect.Part;
import io.menshen.storage.Transactions;
import io.menshen.vault.Holding;
import io.menshen.vault.Vault;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes many intakes in one transaction, all of them or none: one commit, a few statements. */
final class GroupWriter {
    private static final int AT_ONCE = 64;

    private final ConnectionFactory intake;
    private final Vault vault;
    private final IntakeEffect effect;
    private final Replays replays;
    private final Takings takings;
    private final IntakeRecords records;

    GroupWriter(
            ConnectionFactory intake,
            Vault vault,
            IntakeEffect effect,
            Replays replays,
            Takings takings,
            IntakeRecords records) {
        this.intake = intake;
        this.vault = vault;
        this.effect = effect;
        this.replays = replays;
        this.takings = takings;
        this.records = records;
    }

    private record Held(Admitted admitted, Holding holding) {
        boolean isNew() {
            return admitted.before().version() == 0;
        }

        Part part() {
            return new Part(admitted.in(), admitted.granted().subject(), holding);
        }
    }

    /** Which of many writes were done before. */
    Mono<Set<WriteKey>> known(List<WriteKey> keys) {
        return Transactions.run(intake, connection -> replays.known(connection, keys));
    }

    /**
     * Writes what was admitted, each with a replay, each of another person.
     *
     * @return what was taken, in their order; an error where another writer was first of any
     */
    Mono<List<Taken>> write(List<Admitted> group) {
        return Flux.fromIterable(group)
                .flatMapSequential(this::held, AT_ONCE)
                .collectList()
                .flatMap(held -> Transactions.run(intake, connection -> all(connection, held)));
    }

    /** Of somebody new there is nothing to read. */
    private Mono<Held> held(Admitted admitted) {
        var in = admitted.in();
        var isNew = admitted.before().version() == 0;
        var stores = isNew ? Set.<Field.Store>of() : in.offer().stores();
        return vault.read(admitted.granted().subject(), stores, in.use().caller().consumer())
                .map(holding -> new Held(admitted, holding));
    }

    private Mono<List<Taken>> all(Connection connection, List<Held> group) {
        var fresh = group.stream().filter(Held::isNew).map(Held::part).toList();
        var others = group.stream().filter(held -> !held.isNew()).toList();
        var taken = group.stream().map(this::taken).toList();
        return effect.writeNew(connection, fresh)
                .thenMany(Flux.fromIterable(others))
                .concatMap(held -> change(connection, held))
                .then(Mono.defer(() -> replays.keepAll(connection, kept(group, taken))))
                .then(Mono.defer(() -> Mono.when(group.stream().map(this::recorded).toList())))
                .thenReturn(taken);
    }

    private Mono<Void> change(Connection connection, Held held) {
        var admitted = held.admitted();
        var after = admitted.granted().subject();
        return effect.write(connection, admitted.in(), admitted.before(), after, held.holding());
    }

    private Taken taken(Held held) {
        var granted = held.admitted().granted();
        var offer = held.admitted().in().offer();
        var outcome = held.isNew() ? Taken.Outcome.CREATED : Taken.Outcome.UPDATED;
        var receipts = IntakeWriter.receipts(offer);
        return takings.taken(granted, offer, granted.subject().id(), outcome, receipts);
    }

    private static List<Replays.Written> kept(List<Held> group, List<Taken> taken) {
        return IntStream.range(0, group.size())
                .mapToObj(i -> kept(group.get(i).admitted(), taken.get(i)))
                .toList();
    }

    private static Replays.Written kept(Admitted admitted, Taken taken) {
        var in = admitted.in();
        var replay = Objects.requireNonNull(in.handed().replay(), "a row has its key");
        var kept = IntakeWriter.kept(admitted.granted(), in.offer(), taken);
        return new Replays.Written(replay.key(), replay.body(), kept);
    }

    private Mono<Void> recorded(Held held) {
        var admitted = held.admitted();
        return records.of(admitted, IntakeWriter.stores(admitted.in().offer()));
    }
}
