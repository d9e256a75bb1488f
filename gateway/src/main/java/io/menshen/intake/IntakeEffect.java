package io.menshen.intake;

import io.menshen.consent.Receipts;
import io.menshen.intake.Intakes.InHand;
import io.menshen.subject.IndexWrites;
import io.menshen.subject.Subject;
import io.menshen.subject.SubjectWrites;
import io.menshen.vault.Holding;
import io.menshen.vault.Provenance;
import io.menshen.vault.VaultWrites;
import io.r2dbc.spi.Connection;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/** What an intake changes: person, receipts of consent, identifiers, values; in that order. */
record IntakeEffect(
        SubjectWrites subjects,
        IndexWrites index,
        VaultWrites vault,
        Receipts receipts,
        Clock clock) {

    /**
     * Writes it within a transaction.
     *
     * @param before the person as they were read; of version 0 where they are new
     * @param after the person as the intake leaves them
     * @param holding what the stores held of them
     */
    Mono<Void> write(
            Connection connection, InHand in, Subject before, Subject after, Holding holding) {
        var person =
                before.version() == 0
                        ? subjects.claim(connection, after)
                        : subjects.change(connection, after);
        return person.then(Mono.defer(() -> receipts(connection, in, after)))
                .then(Mono.defer(() -> index(connection, in, after)))
                .then(Mono.defer(() -> values(connection, in, after, holding)));
    }

    private Mono<Void> receipts(Connection connection, InHand in, Subject subject) {
        var acts = in.offer().consents().stream().map(consent -> act(in, consent)).toList();
        return receipts.add(connection, subject, acts);
    }

    private static Receipts.Act act(InHand in, Consented consent) {
        var said =
                new Receipts.Said(
                        consent.act(),
                        List.copyOf(consent.entry().separate()),
                        consent.declined(),
                        consent.hash(),
                        in.use().caller().consumer());
        return new Receipts.Act(consent.receipt(), consent.counts(), consent.entry(), said);
    }

    private Mono<Void> index(Connection connection, InHand in, Subject subject) {
        var consumer = in.use().caller().consumer();
        var entries =
                in.offer().values().stream()
                        .filter(value -> value.field().lookup())
                        .map(value ->
                                new IndexWrites.Entry(
                                        Offer.identifier(value, consumer),
                                        Offer.scope(value.field(), consumer)))
                        .toList();
        return index.put(connection, subject, entries);
    }

    private Mono<Void> values(Connection connection, InHand in, Subject subject, Holding holding) {
        var from = provenance(in);
        var offer = in.offer();
        return vault.put(connection, subject, holding, offer.values(), from)
                .then(
                        Mono.defer(() ->
                                vault.follow(connection, subject, holding, offer.made(), from)));
    }

    private Provenance provenance(InHand in) {
        var question = in.use().question();
        var channel = in.handed().request().channel();
        var expires = question.day().plusDays(in.use().purpose().retentionDays());
        return new Provenance(
                question.purpose(), channel, clock.instant(), in.offer().shown(), expires);
    }
}
