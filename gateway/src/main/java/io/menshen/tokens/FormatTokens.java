package io.menshen.tokens;

import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.tokens.ScopedTokens.Scope;
import io.r2dbc.spi.Connection;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Random tokens in the form of a value, kept beside the sealed value and its person, per consumer
 * and scope (design, section 5). Their space is small, so whoever offers {@link #held} to a caller
 * spends the caller's quota before each call, found or not.
 */
public interface FormatTokens {
    /**
     * What a token stands for.
     *
     * @param value as the field's type normalises it
     */
    record Held(SubjectId subject, Personal<String> value) {}

    /**
     * The token of a person's value, always the same within the scope; the first time it is drawn
     * and stored. Equal values of two people have two tokens.
     *
     * @param form that of the field's type
     * @return the token; a {@link io.menshen.kernel.RefusedException} {@code STORE_UNAVAILABLE}
     *     where the database does not answer, the form's space is used up, or the person was erased
     *     meanwhile
     */
    Mono<String> of(Scope scope, String field, FormatToken form, Held held);

    /**
     * Whose which value a token stands for.
     *
     * @return empty for a token that is unknown, forged, or of another consumer, scope or field,
     *     after the same query; an {@link io.menshen.keys.IntegrityException} where the stored row
     *     was altered or moved; a {@link io.menshen.kernel.RefusedException} {@code
     *     STORE_UNAVAILABLE} where the database does not answer
     */
    Mono<Held> held(Scope scope, String field, String token);

    /**
     * Writes what is stored of a token anew under the present keys; the token stays.
     *
     * @param held what {@link #held} gave
     * @return the token; empty where it was erased meanwhile
     */
    Mono<String> renew(Scope scope, String field, String token, Held held);

    /**
     * Forgets all tokens of a person in every scope, those of former values too, and draws none for
     * them any more.
     *
     * @param connection a transaction of the role {@code ERASURE}
     * @return how many went
     */
    Mono<Long> erase(Connection connection, SubjectId subject);

    /**
     * The MACs under which tokens of a person stand, under every live key, in hexadecimal digits as
     * the schema takes them: they tell nothing of the person, and by them alone it can be seen that
     * no token is left.
     */
    List<String> owners(SubjectId subject);

    /** How full the smallest space is, by asking for some random tokens. */
    Mono<Space> space();

    /**
     * The space of mobile tokens.
     *
     * @param used estimate of the share that is taken, 0 to 1, within some hundredths
     */
    record Space(double used) {
        /** Whether half of it is used: drawing takes longer, and guesses hit more often. */
        public boolean alarm() {
            return used >= 0.5;
        }
    }
}
