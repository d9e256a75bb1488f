package io.menshen.subject;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.storage.CoalescedRead;
import io.menshen.storage.CoalescedRead.Found;
import io.menshen.storage.HotReads;
import io.menshen.storage.Loops;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads joined with those of neighbours: one query for the key record and the consent state. */
final class SubjectReads implements Subjects {
    private static final String FIND =
            """
            SELECT k.subject_id, k.identity_row, k.sensitive_row, k.profile_row, k.audit_id, k.service_key, k.statutory_key,
                   k.epoch, k.lifecycle, k.age, k.age_review, k.guardian, k.restrictions, k.version, k.consent_version, k.mac,
                   c.version, c.entries, c.mac
            FROM subject.key_record k LEFT JOIN subject.consent_state c USING (subject_id)
            WHERE k.subject_id = ANY($1)
            """;

    private static final String BOUND =
            "SELECT DISTINCT field, scope FROM subject.blind_index WHERE subject_id = $1";

    private final ConnectionFactory database;
    private final HotReads hot;
    private final RecordMac macs;
    private final CoalescedRead<UUID, KeyRecordRow> records;
    private final IndexReads index;

    SubjectReads(Pools pools, HotReads hot, Loops loops, KeyRing keys) {
        this.database = pools.of(Role.SUBJECT);
        this.hot = hot;
        this.macs = new RecordMac(keys);
        this.records = new CoalescedRead<>(loops, this::rows);
        this.index = new IndexReads(pools, loops, keys);
    }

    @Override
    public Mono<Subject> find(SubjectId id) {
        return records.read(id.value())
                .flatMap(found ->
                        found.isEmpty() ? nobody(id) : Mono.just(found.getFirst().verified(macs)))
                .onErrorMap(SubjectReads::unavailable);
    }

    @Override
    public Mono<List<SubjectId>> resolve(Identifier identifier) {
        return index.holders(identifier)
                .map(holders -> within(identifier.scope(), holders))
                .flatMapIterable(found -> found)
                .distinct()
                .collectList()
                .onErrorMap(SubjectReads::unavailable);
    }

    @Override
    public Mono<Set<Place>> bound(SubjectId id) {
        return Flux.usingWhen(database.create(), held(id), Connection::close)
                .collect(Collectors.toUnmodifiableSet())
                .onErrorMap(SubjectReads::unavailable);
    }

    private static Function<Connection, Flux<Place>> held(SubjectId id) {
        return connection ->
                Flux.from(connection.createStatement(BOUND).bind("$1", id.value()).execute())
                        .flatMap(result -> result.map((row, _) -> place(row)));
    }

    private static Place place(Row row) {
        return new Place(get(row.get("field", String.class)), get(row.get("scope", String.class)));
    }

    /** Nobody costs the same cryptography as somebody (design, section 7). */
    private Mono<Subject> nobody(SubjectId id) {
        return Mono.just(macs.checkNobody(id)).then(Mono.empty());
    }

    private static List<SubjectId> within(String scope, List<IndexReads.Holder> holders) {
        return holders.stream()
                .filter(holder -> holder.scope().equals(scope) || isOwn(holder))
                .map(IndexReads.Holder::subject)
                .toList();
    }

    /** What is not unique stands under the scope of its own person. */
    private static boolean isOwn(IndexReads.Holder holder) {
        return holder.scope().equals(holder.subject().value().toString());
    }

    private Mono<List<Found<UUID, KeyRecordRow>>> rows(List<UUID> ids) {
        return hot.select(FIND, ids.toArray(UUID[]::new), SubjectReads::found);
    }

    private static Found<UUID, KeyRecordRow> found(HotReads.Columns columns) {
        var row = KeyRecordRow.read(columns);
        return new Found<>(row.claimed().id().value(), row);
    }

    private static <T> T get(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    static Throwable unavailable(Throwable failure) {
        return failure instanceof IntegrityException || failure instanceof RefusedException
                ? failure
                : Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException();
    }
}
