package io.menshen.intake;

import io.menshen.access.Granted;
import io.menshen.catalog.Field;
import io.menshen.idempotency.Replays;
import io.menshen.intake.Intakes.InHand;
import io.menshen.kernel.SubjectId;
import io.menshen.storage.Transactions;
import io.menshen.subject.Subject;
import io.menshen.vault.Holding;
import io.menshen.vault.Vault;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Writes an intake in one transaction or not at all; a repeated one has no second effect. */
final class IntakeWriter {
    private final ConnectionFactory intake;
    private final Vault vault;
    private final IntakeEffect effect;
    private final Replays replays;
    private final Takings takings;

    IntakeWriter(
            ConnectionFactory intake,
            Vault vault,
            IntakeEffect effect,
            Replays replays,
            Takings takings) {
        this.intake = intake;
        this.vault = vault;
        this.effect = effect;
        this.replays = replays;
        this.takings = takings;
    }

    /**
     * Writes what was granted; a replayed write has its first answer and no second effect.
     *
     * @param beforeCommit what must be durable before the write is, by the answer and the stores
     *     that are written; none where it is replayed
     */
    Mono<Taken> write(InHand in, Subject before, Granted granted, BeforeCommit beforeCommit) {
        // Of somebody new there is nothing to read.
        var stores = before.version() == 0 ? Set.<Field.Store>of() : in.offer().stores();
        return vault.read(granted.subject(), stores, in.use().caller().consumer())
                .flatMap(holding ->
                        Transactions.run(
                                intake,
                                connection ->
                                        once(connection, in, before, granted, holding)
                                                .flatMap(done -> done.recorded(beforeCommit))))
                .onErrorMap(
                        R2dbcException.class, failure -> Unstorable.refusal(failure).toException());
    }

    /** The answer where nothing was to be stored. */
    Taken valid(Granted granted, Offer offer) {
        var id = granted.subject().id();
        return takings.taken(granted, offer, id, Taken.Outcome.VALID, List.of());
    }

    /** The stores of an offer, in words of the registry. */
    static List<String> stores(Offer offer) {
        return offer.stores().stream()
                .map(s -> s.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    /** What must be durable before a write is. */
    @FunctionalInterface
    interface BeforeCommit extends BiFunction<Taken, List<String>, Mono<Taken>> {}

    private record Done(Taken taken, List<String> stores) {
        Mono<Taken> recorded(BeforeCommit beforeCommit) {
            return beforeCommit.apply(taken, stores);
        }
    }

    private Mono<Done> once(
            Connection connection, InHand in, Subject before, Granted granted, Holding holding) {
        var outcome = before.version() == 0 ? Taken.Outcome.CREATED : Taken.Outcome.UPDATED;
        var id = granted.subject().id();
        var offer = in.offer();
        var done =
                Mono.fromSupplier(() ->
                        new Done(
                                takings.taken(granted, offer, id, outcome, receipts(offer)),
                                stores(offer)));
        var written = effect.write(connection, in, before, granted.subject(), holding).then(done);
        var replay = in.handed().replay();
        return replay == null ? written : once(connection, replay, granted, offer, written);
    }

    private Mono<Done> once(
            Connection connection,
            Intake.Replay replay,
            Granted granted,
            Offer offer,
            Mono<Done> written) {
        var body = replay.body().toArray();
        return replays.begin(connection, replay.key(), body)
                .map(first -> again(granted, offer, first))
                .switchIfEmpty(
                        Mono.defer(() ->
                                written.flatMap(done ->
                                        replays.keep(
                                                        connection,
                                                        replay.key(),
                                                        body,
                                                        kept(granted, offer, done.taken()))
                                                .thenReturn(done))));
    }

    /** What is kept of it, so that it is answered again. */
    static Replays.Kept kept(Granted granted, Offer offer, Taken taken) {
        var subject = granted.subject().id().value().toString();
        var ids = Stream.concat(Stream.of(subject), receipts(offer).stream()).toList();
        return new Replays.Kept(taken.outcome().name(), ids);
    }

    private Done again(Granted granted, Offer offer, Replays.Kept first) {
        var id = new SubjectId(UUID.fromString(first.ids().getFirst()));
        var outcome = Taken.Outcome.valueOf(first.outcome());
        var receipts = first.ids().subList(1, first.ids().size());
        return new Done(takings.taken(granted, offer, id, outcome, receipts), List.of());
    }

    /** In the order of the consents: the same body names the same ones again. */
    static List<String> receipts(Offer offer) {
        return offer.consents().stream().map(consent -> consent.receipt().toString()).toList();
    }
}
