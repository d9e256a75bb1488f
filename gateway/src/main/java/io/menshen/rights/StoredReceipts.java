package io.menshen.rights;

import io.menshen.erasure.Erased;
import io.menshen.erasure.Proof;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.LiveKeysets;
import io.menshen.policy.Policies;
import io.menshen.rights.Receipt.Statutory;
import io.menshen.signing.SigningKey;
import io.menshen.storage.Call;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Statement;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Receipts as rows of the database: written by an erasure, never changed. */
final class StoredReceipts implements Proof {
    private static final String OF_SUBJECT =
            "SELECT receipt_id::text FROM subject.erasure_receipt WHERE subject_id = $1";

    private static final String RETAINED =
            """
            SELECT r.subject_id::text FROM subject.erasure_receipt r JOIN subject.key_record k USING (subject_id)
            WHERE r.receipt_id = $1 AND k.service_key IS NULL AND k.statutory_key IS NOT NULL
            """;

    private final Policies policies;
    private final LiveKeysets keysets;
    private final SigningKey key;
    private final Account account;
    private final ConnectionFactory reading;

    /**
     * Receipts.
     *
     * @param reading connections of the role {@code SUBJECT}
     */
    StoredReceipts(
            Policies policies,
            LiveKeysets keysets,
            SigningKey key,
            Account account,
            ConnectionFactory reading) {
        this.policies = policies;
        this.keysets = keysets;
        this.key = key;
        this.account = account;
        this.reading = reading;
    }

    @Override
    public Mono<Void> keep(Connection connection, Erased erased) {
        return Mono.defer(() -> Call.word(statement(connection, erased))).then();
    }

    private Statement statement(Connection connection, Erased erased) {
        var receipt = receipt(erased);
        return connection
                .createStatement("SELECT subject.keep_erasure($1, $2, $3, $4, $5, $6)")
                .bind("$1", receipt.id())
                .bind("$2", erased.subject().value())
                .bind("$3", ByteBuffer.wrap(erased.salt().toArray()))
                .bind("$4", erased.owners().toArray(String[]::new))
                .bind("$5", erased.at())
                .bind("$6", SignedReceipt.sign(receipt, key).json());
    }

    private Receipt receipt(Erased erased) {
        var policy = policies.current();
        var at = erased.at().truncatedTo(ChronoUnit.MILLIS);
        var statutory = statutory(erased);
        return new Receipt(
                erased.proof(),
                policy.catalog().deployment().name(),
                at.toString(),
                erased.reason().word(),
                Commitment.of(erased.salt(), erased.subject().value(), erased.rows()),
                erased.epoch(),
                account.rows(at, keysets.epochMade(), statutory),
                Account.kept(),
                statutory,
                policy.revision());
    }

    private static @Nullable Statutory statutory(Erased erased) {
        var kept = erased.kept();
        return kept == null ? null : new Statutory(kept.uses(), kept.until().toString());
    }

    /**
     * Whose data a law still keeps, by the receipt of their erasure.
     *
     * @return empty where nothing is kept, or there is no such receipt; {@code STORE_UNAVAILABLE}
     *     where the database does not answer
     */
    Mono<SubjectId> retained(UUID receipt) {
        return read(RETAINED, receipt).map(id -> new SubjectId(UUID.fromString(id)));
    }

    /**
     * The id of a person's receipt, within the transaction of their erasure.
     *
     * @return empty where there is none
     */
    static Mono<UUID> idOf(Connection connection, UUID subject) {
        var statement =
                connection.createStatement("SELECT subject.kept_erasure($1)").bind("$1", subject);
        return Call.word(statement).filter(id -> !id.isEmpty()).map(UUID::fromString);
    }

    /**
     * The same after it.
     *
     * @return {@code SUBJECT_UNAVAILABLE} where there is none; {@code STORE_UNAVAILABLE} where the
     *     database does not answer
     */
    Mono<UUID> idOf(UUID subject) {
        return read(OF_SUBJECT, subject)
                .map(UUID::fromString)
                .switchIfEmpty(
                        Mono.error(Refusal.of(Refusal.Kind.SUBJECT_UNAVAILABLE)::toException));
    }

    /**
     * A receipt by its id.
     *
     * @return empty where there is none; {@code STORE_UNAVAILABLE} where the database does not
     *     answer
     */
    Mono<SignedReceipt> find(UUID id) {
        return read("SELECT body FROM subject.erasure_receipt WHERE receipt_id = $1", id)
                .map(SignedReceipt::read);
    }

    private Mono<String> read(String sql, UUID id) {
        return Flux.usingWhen(reading.create(), open -> texts(open, sql, id), Connection::close)
                .next()
                .onErrorMap(
                        R2dbcException.class,
                        _ -> Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException());
    }

    private static Flux<String> texts(Connection connection, String sql, UUID id) {
        return Flux.from(connection.createStatement(sql).bind("$1", id).execute())
                .flatMap(result ->
                        result.map((row, _) -> Objects.requireNonNull(row.get(0, String.class))));
    }
}
