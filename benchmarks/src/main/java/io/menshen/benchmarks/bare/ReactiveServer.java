package io.menshen.benchmarks.bare;

import io.menshen.storage.CoalescedRead;
import io.menshen.storage.CoalescedRead.Found;
import io.menshen.storage.Loops;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpResources;
import reactor.netty.http.server.HttpServer;

/** WebFlux, R2DBC pool, Jackson: a read by id, without policy, cryptography or audit. */
final class ReactiveServer {
    /** Connections of the ordinary server: with more it answers no faster. */
    private static final int ORDINARY = 16;

    /** Connections of the coalescing one, as the gateway has them. */
    private static final int LANES = 4;

    private ReactiveServer() {}

    /** One select of six rows for every request. */
    static DisposableServer ordinary(Database database, int port) {
        var pool = database.pool(ORDINARY);
        return serve(port, id -> one(pool, id));
    }

    /** The gateway's own coalescing of neighbours' reads. */
    static DisposableServer coalesced(Database database, int port) {
        var pool = database.pool(LANES);
        var loops = Loops.of(HttpResources.get());
        var read = new CoalescedRead<UUID, Value>(loops, ids -> many(pool, ids).collectList());
        return serve(port, id -> read.read(id).map(values -> new Person(id, Value.fields(values))));
    }

    private record Value(String field, String text) {
        static Map<String, String> fields(List<Value> values) {
            var fields = new java.util.TreeMap<String, String>();
            values.forEach(value -> fields.put(value.field, value.text));
            return fields;
        }
    }

    private static Mono<Person> one(ConnectionFactory pool, UUID id) {
        return Flux.usingWhen(
                        pool.create(),
                        connection ->
                                Flux.from(
                                                connection
                                                        .createStatement(
                                                                PeopleTable.ONE.formatted("$1"))
                                                        .bind("$1", id)
                                                        .execute())
                                        .flatMap(result -> result.map((row, _) -> value(row, 0))),
                        Connection::close)
                .collectList()
                .map(values -> new Person(id, Value.fields(values)));
    }

    private static Flux<Found<UUID, Value>> many(ConnectionFactory pool, List<UUID> ids) {
        return Flux.usingWhen(
                pool.create(),
                connection ->
                        Flux.from(
                                        connection
                                                .createStatement(PeopleTable.MANY)
                                                .bind("$1", ids.toArray(UUID[]::new))
                                                .execute())
                                .flatMap(result -> result.map((row, _) -> found(row))),
                Connection::close);
    }

    private static Found<UUID, Value> found(Row row) {
        return new Found<>(Objects.requireNonNull(row.get(0, UUID.class)), value(row, 1));
    }

    private static Value value(Row row, int first) {
        return new Value(
                Objects.requireNonNull(row.get(first, String.class)),
                Objects.requireNonNull(row.get(first + 1, String.class)));
    }

    private static DisposableServer serve(int port, Function<UUID, Mono<Person>> read) {
        var route =
                RouterFunctions.route().POST("/people", request -> answer(request, read)).build();
        var handler = new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(route));
        return HttpServer.create().host("127.0.0.1").port(port).handle(handler).bindNow();
    }

    private static Mono<ServerResponse> answer(
            ServerRequest request, Function<UUID, Mono<Person>> read) {
        return request.bodyToMono(Person.Wanted.class)
                .flatMap(wanted -> read.apply(wanted.id()))
                .flatMap(person ->
                        ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(person));
    }
}
