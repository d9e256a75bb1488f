package io.menshen.rights;

import io.menshen.access.Records;
import io.menshen.access.Write;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.rights.Desk.Admitted;
import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /v1/rights}: erasures, closures, and the receipts of erasures. */
final class RightsRoutes {
    private static final String ERASURES = "/v1/rights/erasures";
    private static final String CLOSURES = "/v1/rights/closures";
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Erasures erasures;
    private final Closures closures;
    private final Desk desk;
    private final StoredReceipts receipts;
    private final Proving proving;
    private final Records records;
    private final Bodies bodies;

    RightsRoutes(
            Erasures erasures,
            Closures closures,
            Desk desk,
            StoredReceipts receipts,
            Proving proving,
            Records records,
            Bodies bodies) {
        this.erasures = erasures;
        this.closures = closures;
        this.desk = desk;
        this.receipts = receipts;
        this.proving = proving;
        this.records = records;
        this.bodies = bodies;
    }

    DoorRoutes routes() {
        return new DoorRoutes(
                        Door.API,
                        RouterFunctions.route()
                                .POST(ERASURES, this::erase)
                                .POST(CLOSURES, this::close)
                                .GET("/v1/rights/receipts/{id}", this::receipt)
                                .build())
                .reading(Set.of(ErasureRequest.class, ClosureRequest.class));
    }

    private Mono<ServerResponse> erase(ServerRequest request) {
        return bodies.readKept(request, ErasureRequest.class)
                .flatMap(read -> {
                    var asked = read.value();
                    var handed = handed(request, ERASURES, asked.subject(), read.body());
                    return erasures.erase(handed, asked.reason());
                })
                .flatMap(bodies::write);
    }

    private Mono<ServerResponse> close(ServerRequest request) {
        return bodies.readKept(request, ClosureRequest.class)
                .map(read -> handed(request, CLOSURES, read.value().subject(), read.body()))
                .flatMap(closures::close)
                .flatMap(bodies::write);
    }

    private static Handed handed(
            ServerRequest request,
            String route,
            Map<String, Personal<String>> subject,
            Bytes body) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        var write = Write.of(caller, "POST " + route, request.headers().header(Write.KEY), body);
        return new Handed(caller, subject, write, trace.decision(), trace.traceId());
    }

    private Mono<ServerResponse> receipt(ServerRequest request) {
        var trace = Trace.of(request);
        return desk.looking(Callers.of(request), trace.decision(), trace.traceId())
                .flatMap(admitted ->
                        found(request.pathVariable("id"))
                                .flatMap(proof -> looked(admitted, proof))
                                .flatMap(proof ->
                                        proving.proved(admitted.use(), proof, trace.decision())))
                .flatMap(bodies::write);
    }

    private Mono<SignedReceipt> found(String id) {
        var found = ID.matcher(id).matches() ? receipts.find(UUID.fromString(id)) : null;
        var missing = Mono.<SignedReceipt>error(Refusal.of(Refusal.Kind.NOT_FOUND)::toException);
        return found == null ? missing : found.switchIfEmpty(missing);
    }

    private Mono<SignedReceipt> looked(Admitted admitted, SignedReceipt proof) {
        return records.looked(admitted.use(), admitted.permit(), null).thenReturn(proof);
    }
}
