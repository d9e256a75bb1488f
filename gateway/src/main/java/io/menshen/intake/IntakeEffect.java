package io.menshen.intake;

import io.menshen.consent.Receipts;
import io.menshen.intake.Intakes.InHand;
import io.menshen.subject.IndexWrites;
import io.menshen.subject.Subject;
import io.menshen.subject.SubjectWrites;
import io.menshen.vault.Holding;
import io.menshen.vault.Newcomer;
import io.menshen.vault.Provenance;
import io.menshen.vault.VaultWrites;
import io.r2dbc.spi.Connection;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
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

    /** What is written of one person. */
    record Part(InHand in, Subject after, Holding nothing) {}

    /** Writes what is taken in of many new people, a few statements for all of them. */
    Mono<Void> writeNew(Connection connection, List<Part> people) {
        if (people.isEmpty()) {
            return Mono.empty();
        }
        return subjects.claimAll(connection, people.stream().map(Part::after).toList())
                .then(Mono.defer(() -> receipts.addAll(connection, all(people, this::acts))))
                .then(Mono.defer(() -> index.putAll(connection, all(people, this::found))))
                .then(Mono.defer(() -> vault.putNew(connection, all(people, this::newcomer))));
    }

    private static <T> List<T> all(List<Part> people, Function<Part, T> each) {
        return people.stream().map(each).toList();
    }

    private Receipts.Acts acts(Part of) {
        return new Receipts.Acts(of.after(), acts(of.in()));
    }

    private IndexWrites.Of found(Part of) {
        return new IndexWrites.Of(of.after(), entries(of.in()));
    }

    private Newcomer newcomer(Part of) {
        var in = of.in();
        return new Newcomer(of.after(), of.nothing(), in.offer().values(), provenance(in));
    }

    private static List<Receipts.Act> acts(InHand in) {
        return in.offer().consents().stream().map(consent -> act(in, consent)).toList();
    }

    private Mono<Void> receipts(Connection connection, InHand in, Subject subject) {
        return receipts.add(connection, subject, acts(in));
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
        return index.put(connection, subject, entries(in));
    }

    private static List<IndexWrites.Entry> entries(InHand in) {
        var consumer = in.use().caller().consumer();
        return in.offer().values().stream()
                .filter(value -> value.field().lookup())
                .map(value ->
                        new IndexWrites.Entry(
                                Offer.identifier(value, consumer),
                                Offer.scope(value.field(), consumer)))
                .toList();
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
