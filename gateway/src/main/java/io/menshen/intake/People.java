package io.menshen.intake;

import io.menshen.access.Access;
import io.menshen.access.Refusals;
import io.menshen.access.Use;
import io.menshen.catalog.Field;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whom an intake is about, and how they will stand after it. */
final class People {
    private static final Reason NOT_REGISTERED = new Reason("identifier_not_registered", "4.1.3-b");

    private final Access access;
    private final Subjects subjects;
    private final KeyRing keys;
    private final Refusals refusals;

    People(Access access, Subjects subjects, KeyRing keys, Refusals refusals) {
        this.access = access;
        this.subjects = subjects;
        this.keys = keys;
        this.refusals = refusals;
    }

    /**
     * Completes where the caller may look people up by all that it hands in. A value that is unique
     * for all tells by the answer whether anybody has it, so it takes the same registration as a
     * look-up; without one the answer is the same whether it is known or not, since nobody looks.
     */
    Mono<Void> mayLookUp(Use use, Offer offer) {
        var faults =
                offer.values().stream()
                        .filter(value -> value.field().unique() == Field.Unique.GLOBAL)
                        .filter(value -> !registered(use).contains(value.name()))
                        .map(value -> fault(value.name()))
                        .toList();
        if (faults.isEmpty()) {
            return Mono.empty();
        }
        var refusal = new Refusal(Refusal.Kind.DENIED, List.of(NOT_REGISTERED), faults, 0);
        return refusals.told(use, "", List.of(NOT_REGISTERED.code()), refusal);
    }

    private static Fault fault(String field) {
        var detail = "Needed: the field in resolve_by of this consumer for this purpose.";
        return new Fault("/fields/" + field, NOT_REGISTERED.code(), detail);
    }

    private static List<String> registered(Use use) {
        return use.policy()
                .catalog()
                .consumer(use.caller().consumer())
                .map(consumer -> consumer.resolveBy(use.question().purpose()))
                .orElse(List.of());
    }

    /**
     * The person whom the offered identifiers lead to, or a fresh one.
     *
     * @return a refusal where none was offered, or they lead to several people
     */
    Mono<Subject> known(Use use, Offer offer) {
        var about = offer.about();
        return about == null ? byValues(use, offer) : access.named(use, about);
    }

    private Mono<Subject> byValues(Use use, Offer offer) {
        var identifiers = offer.identifiers(use.caller().consumer());
        if (identifiers.isEmpty()) {
            return Mono.error(noIdentifier(use)::toException);
        }
        return Flux.fromIterable(identifiers)
                .concatMap(subjects::resolve)
                .flatMapIterable(found -> found)
                .distinct()
                .collectList()
                .flatMap(this::one);
    }

    /** The person with age, guardian and consents as the intake leaves them. */
    Subject after(Subject before, Use use, Offer offer) {
        var subject = Derivation.aged(before, offer.values(), use.question().day());
        var guarded = offer.guardian() == null ? subject : subject.guarded(offer.guardian());
        return guarded.consenting(Agreed.after(guarded.consents(), offer.consents()));
    }

    private Mono<Subject> one(List<SubjectId> found) {
        return switch (found.size()) {
            case 0 -> Mono.fromSupplier(this::fresh);
            case 1 -> subjects.find(found.getFirst());
            default -> Mono.error(Refusal.of(Refusal.Kind.CONFLICT)::toException);
        };
    }

    private Subject fresh() {
        var id = SubjectId.random();
        return Subject.fresh(id, keys.newKeys(id));
    }

    private static Refusal noIdentifier(Use use) {
        var allowed =
                use.policy().catalog().fields().entrySet().stream()
                        .filter(field -> knows(use, field.getKey(), field.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        var detail = "Needed: one of " + String.join(", ", allowed) + ".";
        return Refusal.invalid(List.of(new Fault("/fields", "identifier_missing", detail)));
    }

    private static boolean knows(Use use, String name, Field field) {
        return switch (field.unique()) {
            case NONE -> false;
            case CONSUMER -> true;
            case GLOBAL -> registered(use).contains(name);
        };
    }
}
