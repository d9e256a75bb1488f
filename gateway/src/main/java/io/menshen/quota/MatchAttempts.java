package io.menshen.quota;

import io.menshen.kernel.SubjectId;
import java.time.LocalDate;
import reactor.core.publisher.Mono;

/**
 * Failed matches: five per subject, field and day (Asia/Shanghai), kept in PostgreSQL. An attempt
 * is taken before the comparison and given back after one that succeeds, so that attempts made at
 * once cannot exceed the five; one that dies in between counts as failed.
 */
public interface MatchAttempts {
    /**
     * Takes one attempt; it is durable when this answers.
     *
     * @return the attempt, to be given back by {@link #succeeded}; a {@link
     *     io.menshen.kernel.RefusedException} {@code CAPPED} with the seconds to midnight where
     *     five are taken, {@code STORE_UNAVAILABLE} where the database does not answer
     */
    Mono<Attempt> permit(SubjectId subject, String field);

    /**
     * Gives back an attempt whose comparison succeeded; call it once. Nothing is to be called after
     * one that failed.
     *
     * @return empty; a {@link io.menshen.kernel.RefusedException} {@code STORE_UNAVAILABLE} where
     *     the database does not answer: then it counts as failed
     */
    Mono<Void> succeeded(Attempt attempt);

    /**
     * Forgets the attempts of the days before today.
     *
     * @return how many counts went; an error as of {@link #succeeded}
     */
    Mono<Long> forgetPast();

    /**
     * An attempt that was taken.
     *
     * @param field a name of the registry
     * @param day the day it counts for
     */
    record Attempt(SubjectId subject, String field, LocalDate day) {}
}
