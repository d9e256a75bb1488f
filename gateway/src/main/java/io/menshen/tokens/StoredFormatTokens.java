package io.menshen.tokens;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.SubjectId;
import io.menshen.storage.CoalescedRead;
import io.menshen.storage.CoalescedRead.Found;
import io.menshen.storage.Loops;
import io.menshen.storage.Transactions;
import io.menshen.tokens.ScopedTokens.Scope;
import io.menshen.tokens.TokenRows.Offer;
import io.menshen.tokens.TokenRows.Row;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Format tokens as rows of the schema {@code token}; reads and issues of neighbours are joined. */
final class StoredFormatTokens implements FormatTokens {
    private static final int PROBES = 1_000;
    private static final int RETRY_SECONDS = 2;

    private final ConnectionFactory database;
    private final Sealing sealing;
    private final RandomGenerator random;
    private final CoalescedRead<Wanted, String> issued;
    private final CoalescedRead<String, Row> byToken;

    /** Tokens over connections of the role {@code TOKEN}. */
    StoredFormatTokens(
            ConnectionFactory database,
            Loops loops,
            Sealing sealing,
            Issuing issuing,
            RandomGenerator random) {
        this.database = database;
        this.sealing = sealing;
        this.random = random;
        issued = new CoalescedRead<>(loops, wanted -> issuing.issue(wanted).collectList());
        byToken = new CoalescedRead<>(loops, tokens -> rows(tokens).collectList());
    }

    private Flux<Found<String, Row>> rows(List<String> tokens) {
        return Flux.usingWhen(
                        database.create(), c -> TokenRows.byToken(c, tokens), Connection::close)
                .map(row -> new Found<>(row.token(), row));
    }

    @Override
    public Mono<String> of(Scope scope, String field, FormatToken form, Held held) {
        return Mono.fromSupplier(() -> wanted(scope, field, form, held))
                .flatMap(issued::read)
                .flatMap(tokens -> Mono.justOrEmpty(tokens.stream().findFirst()))
                .switchIfEmpty(Mono.error(StoredFormatTokens::unavailable))
                .onErrorMap(R2dbcException.class, _ -> unavailable());
    }

    private Wanted wanted(Scope scope, String field, FormatToken form, Held held) {
        var macs = sealing.macs(scope, field, held);
        var owner = sealing.owners(held.subject()).getFirst();
        return new Wanted(scope, field, form, held, macs, owner);
    }

    @Override
    public Mono<Held> held(Scope scope, String field, String token) {
        if (!FormatToken.isToken(token)) {
            return Mono.empty();
        }
        return byToken.read(token)
                .flatMapIterable(rows -> rows)
                .filter(row -> row.scope().equals(scope) && row.field().equals(field))
                .map(row -> sealing.open(scope, field, token, row.sealed()))
                .next()
                .onErrorMap(R2dbcException.class, _ -> unavailable());
    }

    @Override
    public Mono<String> renew(Scope scope, String field, String token, Held held) {
        return Mono.fromSupplier(() -> offer(scope, field, token, held))
                .flatMap(offer -> Transactions.run(database, c -> TokenRows.renew(c, offer)))
                .filter(renewed -> renewed)
                .map(_ -> token)
                .onErrorMap(R2dbcException.class, _ -> unavailable());
    }

    /** The form counts only where a token is drawn. */
    private Offer offer(Scope scope, String field, String token, Held held) {
        var wanted = wanted(scope, field, FormatToken.OPAQUE, held);
        return new Offer(wanted, token, sealing.seal(scope, field, token, held));
    }

    @Override
    public Mono<Long> erase(Connection connection, SubjectId subject) {
        return Mono.fromSupplier(() -> owners(subject))
                .flatMap(owners -> TokenRows.erase(connection, owners));
    }

    @Override
    public List<String> owners(SubjectId subject) {
        return sealing.owners(subject).stream().map(Wanted::hex).toList();
    }

    @Override
    public Mono<Space> space() {
        return Mono.fromSupplier(this::probes)
                .flatMap(this::space)
                .onErrorMap(R2dbcException.class, _ -> unavailable());
    }

    private List<String> probes() {
        return Stream.generate(() -> FormatToken.MOBILE.draw(random)).limit(PROBES).toList();
    }

    private Mono<Space> space(List<String> probes) {
        return rows(probes)
                .map(Found::key)
                .collect(Collectors.toSet())
                .map(taken -> (double) probes.stream().filter(taken::contains).count() / PROBES)
                .map(Space::new);
    }

    private static RuntimeException unavailable() {
        return Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, RETRY_SECONDS).toException();
    }
}
