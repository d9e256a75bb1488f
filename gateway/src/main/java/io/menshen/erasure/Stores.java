package io.menshen.erasure;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Purpose;
import io.menshen.erasure.Erased.Kept;
import io.menshen.kernel.SubjectId;
import io.menshen.policy.Policies;
import io.menshen.storage.Call;
import io.menshen.subject.StoreRows;
import io.r2dbc.spi.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Empties the three stores of a person, but for what the registries say that a law keeps (7-b). */
final class Stores {
    private final Policies policies;

    Stores(Policies policies) {
        this.policies = policies;
    }

    private record Rows(String schema, UUID row) {}

    /** Empty where nothing of the person is left. */
    Mono<Optional<Kept>> emptied(Connection connection, StoreRows rows) {
        return Mono.fromSupplier(() -> statutory(policies.current().catalog()))
                .flatMap(uses ->
                        stores(rows)
                                .concatMap(store -> lastDay(connection, store, uses))
                                .reduce((one, other) -> one.isAfter(other) ? one : other)
                                .map(until -> Optional.of(new Kept(uses, until)))
                                .defaultIfEmpty(Optional.empty()));
    }

    /** What led from their cases and holds to them. */
    Mono<Void> unlinked(Connection connection, SubjectId subject) {
        var statement =
                connection.createStatement("SELECT cases.erase($1)").bind("$1", subject.value());
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((row, _) -> row.get(0, Long.class) != null))
                .then();
    }

    private static Flux<Rows> stores(StoreRows rows) {
        return Flux.just(
                new Rows("identity", rows.identity()),
                new Rows("sensitive", rows.sensitive()),
                new Rows("profile", rows.profile()));
    }

    private static Mono<LocalDate> lastDay(Connection connection, Rows rows, List<String> uses) {
        var statement =
                connection
                        .createStatement("SELECT %s.erase($1, $2)".formatted(rows.schema()))
                        .bind("$1", rows.row())
                        .bind("$2", uses.toArray(String[]::new));
        return Call.word(statement).filter(day -> !day.isEmpty()).map(LocalDate::parse);
    }

    private static List<String> statutory(Catalog catalog) {
        return catalog.purposes().entrySet().stream().flatMap(Stores::statutory).sorted().toList();
    }

    private static Stream<String> statutory(Map.Entry<String, Purpose> purpose) {
        var kept = purpose.getValue().statutory();
        return kept == null
                ? Stream.empty()
                : kept.fields().stream().map(field -> purpose.getKey() + " " + field);
    }
}
