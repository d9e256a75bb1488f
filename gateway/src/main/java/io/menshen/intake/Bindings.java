package io.menshen.intake;

import io.menshen.access.Reference;
import io.menshen.subject.Identifier;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import io.menshen.subject.Subjects.Place;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Whether an intake moves a known person to another identifier. Who knows one of a person's
 * identifiers, such as a card that was found, does not by that take over the others.
 */
final class Bindings {
    private static final Set<String> VERIFIED = Set.of("code", "desk");

    private final Subjects subjects;

    Bindings(Subjects subjects) {
        this.subjects = subjects;
    }

    /**
     * Whether the person, found by an identifier and not verified, holds another value of an
     * identifier that is offered. The first of a field and scope is no such move.
     */
    Mono<Boolean> isMoved(Offer offer, String consumer, Subject before) {
        var identifiers = offer.identifiers(consumer);
        var alone = offer.about() == null && identifiers.size() == 1;
        if (before.version() == 0 || VERIFIED.contains(offer.verification()) || alone) {
            return Mono.just(false);
        }
        if (offer.about() != null && !(offer.about() instanceof Reference.ByIdentifier)) {
            return Mono.just(false);
        }
        return Flux.fromIterable(identifiers)
                .filterWhen(identifier -> isNew(identifier, before))
                .collectList()
                .flatMap(moving ->
                        subjects.bound(before.id())
                                .map(bound ->
                                        moving.stream().map(Place::of).anyMatch(bound::contains)));
    }

    private Mono<Boolean> isNew(Identifier identifier, Subject before) {
        return subjects.resolve(identifier).map(holders -> !holders.contains(before.id()));
    }
}
