package io.menshen.access;

import io.menshen.catalog.Field;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.subject.Identifier;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import io.menshen.tokens.FormatTokens;
import io.menshen.tokens.ScopedTokens;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * From a token or an identifier to the person. Whoever is not found, not unique, or not as the
 * gateway wrote them is nobody, after the same queries and cryptography.
 */
final class Finding {
    private final Subjects subjects;
    private final ScopedTokens tokens;
    private final FormatTokens formats;
    private final Refusals refusals;
    private final Alarms alarms;

    Finding(
            Subjects subjects,
            ScopedTokens tokens,
            FormatTokens formats,
            Refusals refusals,
            Alarms alarms) {
        this.subjects = subjects;
        this.tokens = tokens;
        this.formats = formats;
        this.refusals = refusals;
        this.alarms = alarms;
    }

    Mono<Optional<Subject>> byToken(Use use, Reference.ByToken token) {
        return tokens.subject(use.scope(), token.text())
                .map(id -> read(use, id))
                .orElseGet(() -> refusals.noToken(use));
    }

    Mono<Optional<Subject>> byFieldToken(Use use, Reference.ByFieldToken token) {
        return tokens.field(use.scope(), token.field(), token.text())
                .map(reference -> read(use, reference.subject()))
                .orElseGet(() -> refusals.noToken(use));
    }

    /** A row that was altered is no token, as one that is not there. */
    Mono<Optional<Subject>> byFormatToken(Use use, Reference.ByFormatToken token) {
        return formats.held(use.scope(), token.field(), token.text())
                .doOnError(IntegrityException.class, changed -> alarms.raise(use, "token", changed))
                .onErrorComplete(IntegrityException.class)
                .flatMap(held -> read(use, held.subject()))
                .switchIfEmpty(Mono.defer(() -> refusals.noToken(use)));
    }

    Mono<Optional<Subject>> byIdentifier(Use use, Reference.ByIdentifier by) {
        var consumer = use.caller().consumer();
        var allowed =
                use.policy()
                        .catalog()
                        .consumer(consumer)
                        .map(known -> known.resolveBy(use.question().purpose()))
                        .orElse(List.of());
        if (!allowed.contains(by.field())) {
            return refusals.aboutCaller(use, "", List.of("identifier_not_registered"));
        }
        return subjects.resolve(identifier(use, by))
                .map(Finding::onlyOne)
                .flatMap(id -> read(use, id));
    }

    /** Several people with one identifier are nobody: which of them was meant is not known. */
    private static SubjectId onlyOne(List<SubjectId> found) {
        return found.size() == 1 ? found.getFirst() : SubjectId.random();
    }

    private Mono<Optional<Subject>> read(Use use, SubjectId id) {
        return subjects.find(id)
                .singleOptional()
                .onErrorResume(IntegrityException.class, changed -> alarm(use, changed));
    }

    private Mono<Optional<Subject>> alarm(Use use, IntegrityException changed) {
        alarms.raise(use, "subject", changed);
        return Mono.just(Optional.empty());
    }

    private static Identifier identifier(Use use, Reference.ByIdentifier by) {
        var unique = use.policy().catalog().field(by.field()).map(Field::unique);
        var within = unique.filter(u -> u == Field.Unique.CONSUMER).isPresent();
        return new Identifier(
                by.field(), within ? use.caller().consumer() : Identifier.EVERYWHERE, by.value());
    }
}
