package io.menshen.intake;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.RefusedException;
import io.menshen.web.Batches;
import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Row;
import io.menshen.web.StrictJson;
import io.menshen.web.Trace;
import java.util.Objects;
import java.util.Set;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code POST /v1/intakes/import}: rows in, rows out. */
final class ImportRoutes {
    static final String PATH = "/v1/intakes/import";
    private static final String FIRST = "first";
    private static final long MOST_ROWS = 1_000_000_000_000L;

    private final Imports imports;
    private final Bodies bodies;
    private final Batches batches;
    private final StrictJson json;

    ImportRoutes(Imports imports, Bodies bodies, Batches batches, StrictJson json) {
        this.imports = imports;
        this.bodies = bodies;
        this.batches = batches;
        this.json = json;
    }

    DoorRoutes routes() {
        return new DoorRoutes(Door.API, RouterFunctions.route().POST(PATH, this::take).build())
                .with(PATH, Set.of(DryRun.NAME, FIRST))
                .reading(Set.of(IntakeRequest.class, CsvMapping.class));
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        var order = order(request);
        return batches.write(imports.answers(order, rows(request, order)));
    }

    private static ImportOrder order(ServerRequest request) {
        return new ImportOrder(
                Callers.of(request),
                String.join("\n", request.headers().header("Idempotency-Key")),
                Bodies.number(request, FIRST, 1, MOST_ROWS, 1),
                DryRun.isAsked(request),
                Trace.of(request).traceId());
    }

    private Flux<Offering> rows(ServerRequest request, ImportOrder order) {
        var form = Bodies.formOf(request);
        var rows = bodies.rows(request, form);
        return switch (form) {
            case NDJSON -> rows.map(row -> document(row, order.first() - 1));
            case CSV -> table(CsvMapping.of(request, json), order.first() - 1, rows);
        };
    }

    private Flux<Offering> table(CsvMapping mapping, long before, Flux<Row> rows) {
        return CsvRows.read(mapping, mapping.digest(json), before, rows);
    }

    private Offering document(Row row, long before) {
        var number = before + row.number();
        var refusal = row.refusal();
        if (refusal != null) {
            return new Offering.Unread(number, refusal);
        }
        var body = Objects.requireNonNull(row.body());
        return read(number, body);
    }

    private Offering read(long number, Bytes body) {
        try {
            return new Offering.Read(number, json.read(body.toArray(), IntakeRequest.class), body);
        } catch (RefusedException e) {
            return new Offering.Unread(number, e.refusal());
        }
    }
}
