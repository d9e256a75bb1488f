package io.menshen.storage;

import io.r2dbc.spi.Statement;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A call of a function of the database that answers by one word. */
public final class Call {
    private Call() {}

    /** The word. */
    public static Mono<String> word(Statement statement) {
        return Flux.from(statement.execute())
                .flatMap(result ->
                        result.map((row, _) -> Objects.requireNonNull(row.get(0, String.class))))
                .single();
    }

    /**
     * Empty where that word is answered; a {@link StaleException} on any other: another writer was
     * first.
     */
    public static Mono<Void> expect(Statement statement, String wanted) {
        return word(statement)
                .flatMap(word ->
                        word.equals(wanted) ? Mono.empty() : Mono.error(new StaleException()));
    }

    /** Every word of a call over many rows must be that one. */
    public static Mono<Void> expectAll(Statement statement, String wanted) {
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((row, _) -> wanted.equals(row.get(0, String.class))))
                .all(Boolean.TRUE::equals)
                .flatMap(all -> all ? Mono.empty() : Mono.error(new StaleException()));
    }

    /**
     * Empty where a function that counts what it wrote answers that number; a {@link
     * StaleException} on any other.
     */
    public static Mono<Void> expectCount(Statement statement, long wanted) {
        return Flux.from(statement.execute())
                .flatMap(result ->
                        result.map((row, _) -> Objects.requireNonNull(row.get(0, Long.class))))
                .single()
                .flatMap(
                        count -> count == wanted ? Mono.empty() : Mono.error(new StaleException()));
    }
}
