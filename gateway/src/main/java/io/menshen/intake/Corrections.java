package io.menshen.intake;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Reference;
import io.menshen.access.Use;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.masking.FieldType;
import io.menshen.storage.StaleException;
import io.menshen.storage.Transactions;
import io.menshen.tokens.FormatToken;
import io.menshen.tokens.ScopedTokens;
import io.menshen.vault.Holding;
import io.menshen.vault.NewValues;
import io.menshen.vault.Vault;
import io.r2dbc.spi.R2dbcException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Corrections of what is held of a person, by the person (PIPL 46). What is corrected stays for the
 * purpose that it was taken in for, and as long; what is made of it follows.
 */
public final class Corrections {
    private static final int TRIES = 5;

    private final Access access;
    private final ScopedTokens tokens;
    private final Vault vault;
    private final CorrectionWriter writer;

    Corrections(Access access, ScopedTokens tokens, Vault vault, CorrectionWriter writer) {
        this.access = access;
        this.tokens = tokens;
        this.vault = vault;
        this.writer = writer;
    }

    /** What became of a correction. */
    public enum Outcome {
        CORRECTED,
        /** It is not of the field's type; nobody was asked. */
        NOT_OF_TYPE,
        /** Nothing of the field is held. */
        NOT_HELD,
        /** It would make a child or a teen older, which the privacy desk looks at (PIPL 31). */
        AT_THE_DESK
    }

    /**
     * Corrects one field.
     *
     * @param use of the operation {@code CORRECT}, under a purpose that plans the field
     * @param typed anything at all
     * @return errors as of {@link Access#grant}; {@code CONFLICT} where other writers were first
     *     every time
     */
    public Mono<Outcome> correct(Use use, SubjectId subject, String name, Personal<String> typed) {
        return Mono.justOrEmpty(values(use, name, typed))
                .flatMap(values -> correct(use, subject, values))
                .defaultIfEmpty(Outcome.NOT_OF_TYPE);
    }

    private static Optional<NewValues> values(Use use, String name, Personal<String> typed) {
        var day = use.question().day();
        return use.policy()
                .catalog()
                .field(name)
                .filter(field -> field.correctable())
                .flatMap(field ->
                        FieldType.of(field.type())
                                .normalise(typed)
                                .filter(value -> !FormatToken.isToken(value))
                                .filter(value -> !field.birth() || Bands.isBorn(value, day))
                                .map(value -> new NewValues(name, field, List.of(value))));
    }

    private Mono<Outcome> correct(Use use, SubjectId subject, NewValues values) {
        var by = new Reference.ByToken(tokens.ofSubject(use.scope(), subject));
        return access.grant(use, by)
                .flatMap(granted ->
                        granted.permit().plan().containsKey(values.name())
                                ? correct(granted, values)
                                : access.nothingLeft(granted, by, List.of(values.name())))
                .retryWhen(Transactions.anew(TRIES, StaleException.class::isInstance))
                .onErrorMap(StaleException.class, _ -> CorrectionWriter.conflict())
                .onErrorMap(
                        R2dbcException.class, failure -> Unstorable.refusal(failure).toException());
    }

    private Mono<Outcome> correct(Granted granted, NewValues values) {
        var catalog = granted.use().policy().catalog();
        var made = Derivation.of(values, catalog).toList();
        var all = Stream.concat(Stream.of(values), made.stream()).toList();
        return vault.read(
                        granted.subject(),
                        CorrectionWriter.stores(all),
                        granted.use().caller().consumer())
                .flatMap(holding -> correct(granted, values, all, holding));
    }

    private Mono<Outcome> correct(
            Granted granted, NewValues values, List<NewValues> all, Holding holding) {
        LocalDate day = granted.use().question().day();
        if (!holding.holds(values.name(), values.field(), day)) {
            return Mono.just(Outcome.NOT_HELD);
        }
        var before = granted.subject();
        var after = Derivation.aged(before, List.of(values), day);
        return Ages.isRaised(before, after, day)
                ? writer.older(granted).thenReturn(Outcome.AT_THE_DESK)
                : writer.write(granted, after, all, holding).thenReturn(Outcome.CORRECTED);
    }
}
