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
import java.util.HexFormat;
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

    /** Bytes go as hex in text arrays: r2dbc-postgresql 1.1.3 loses rows of a {@code byte[][]}. */
    private static final String RESOLVE =
            """
            SELECT b.field, b.key_version, encode(b.mac, 'hex') AS mac, b.scope, b.subject_id
            FROM unnest($1::text[], $2::smallint[], $3::text[]) AS asked (field, key_version, mac)
            JOIN subject.blind_index b
              ON b.field = asked.field AND b.key_version = asked.key_version AND b.mac = decode(asked.mac, 'hex')
            """;

    private static final String BOUND =
            "SELECT DISTINCT field, scope FROM subject.blind_index WHERE subject_id = $1";

    private final ConnectionFactory database;
    private final HotReads hot;
    private final KeyRing keys;
    private final RecordMac macs;
    private final CoalescedRead<UUID, KeyRecordRow> records;
    private final CoalescedRead<IndexKey, Holder> index;

    /** An entry of the blind index as it is asked for. */
    private record IndexKey(String field, int keyVersion, String mac) {}

    /** Whose entry it is. */
    private record Holder(String scope, SubjectId subject) {}

    SubjectReads(Pools pools, HotReads hot, Loops loops, KeyRing keys) {
        this.database = pools.of(Role.SUBJECT);
        this.hot = hot;
        this.keys = keys;
        this.macs = new RecordMac(keys);
        this.records = new CoalescedRead<>(loops, this::rows);
        this.index = new CoalescedRead<>(loops, pools.sized("index", this::holders));
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
        return entries(identifier)
                .flatMap(index::read)
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

    private Flux<IndexKey> entries(Identifier identifier) {
        return Flux.fromIterable(keys.indexes(identifier.field(), identifier.value()))
                .map(entry -> key(identifier.field(), entry));
    }

    /** Nobody costs the same cryptography as somebody (design, section 7). */
    private Mono<Subject> nobody(SubjectId id) {
        macs.checkNobody(id);
        return Mono.empty();
    }

    private static List<SubjectId> within(String scope, List<Holder> holders) {
        return holders.stream()
                .filter(holder -> holder.scope().equals(scope) || isOwn(holder))
                .map(Holder::subject)
                .toList();
    }

    /** What is not unique stands under the scope of its own person. */
    private static boolean isOwn(Holder holder) {
        return holder.scope().equals(holder.subject().value().toString());
    }

    private static IndexKey key(String field, KeyRing.BlindIndex entry) {
        var mac = HexFormat.of().formatHex(entry.mac().toArray());
        return new IndexKey(field, entry.keyVersion(), mac);
    }

    private Mono<List<Found<UUID, KeyRecordRow>>> rows(List<UUID> ids) {
        return hot.select(FIND, ids.toArray(UUID[]::new), SubjectReads::found);
    }

    private static Found<UUID, KeyRecordRow> found(HotReads.Columns columns) {
        var row = KeyRecordRow.read(columns);
        return new Found<>(row.claimed().id().value(), row);
    }

    private Mono<List<Found<IndexKey, Holder>>> holders(List<IndexKey> asked) {
        return Flux.usingWhen(
                        database.create(),
                        connection -> holders(connection, asked),
                        Connection::close)
                .collectList();
    }

    private static Flux<Found<IndexKey, Holder>> holders(
            Connection connection, List<IndexKey> asked) {
        var statement =
                connection
                        .createStatement(RESOLVE)
                        .bind("$1", asked.stream().map(IndexKey::field).toArray(String[]::new))
                        .bind(
                                "$2",
                                asked.stream()
                                        .map(k -> (short) k.keyVersion())
                                        .toArray(Short[]::new))
                        .bind("$3", asked.stream().map(IndexKey::mac).toArray(String[]::new));
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((row, _) -> holder(row)));
    }

    private static Found<IndexKey, Holder> holder(Row row) {
        var key =
                new IndexKey(
                        get(row.get("field", String.class)),
                        get(row.get("key_version", Integer.class)),
                        get(row.get("mac", String.class)));
        var subject = new SubjectId(get(row.get("subject_id", UUID.class)));
        return new Found<>(key, new Holder(get(row.get("scope", String.class)), subject));
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
