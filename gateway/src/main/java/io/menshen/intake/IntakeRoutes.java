package io.menshen.intake;

import io.menshen.idempotency.WriteKey;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Caller;
import io.menshen.web.Bodies;
import io.menshen.web.Callers;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code POST /v1/intakes} and {@code POST /v1/withdrawals}. */
final class IntakeRoutes {
    private static final String INTAKES = "/v1/intakes";
    private static final String WITHDRAWALS = "/v1/withdrawals";

    private final Intake intake;
    private final Withdrawing withdrawing;
    private final Bodies bodies;

    IntakeRoutes(Intake intake, Withdrawing withdrawing, Bodies bodies) {
        this.intake = intake;
        this.withdrawing = withdrawing;
        this.bodies = bodies;
    }

    DoorRoutes routes() {
        return new DoorRoutes(
                        Door.API,
                        RouterFunctions.route()
                                .POST(INTAKES, this::take)
                                .POST(WITHDRAWALS, this::withdraw)
                                .build())
                .with(INTAKES, Set.of(DryRun.NAME))
                .reading(Set.of(IntakeRequest.class, WithdrawalRequest.class));
    }

    /** A trial tells of nobody: not even whether the person is known. */
    private static boolean stored(Taken taken) {
        return taken.outcome() != Taken.Outcome.VALID;
    }

    private record TakenAnswer(
            String id,
            String outcome,
            @Nullable String subject,
            Map<String, String> tokens,
            Map<String, String> receipts) {}

    private record WithdrawnAnswer(
            String id, String subject, String purpose, String status, Instant effectiveAt) {}

    private Mono<ServerResponse> take(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        var dryRun = DryRun.isAsked(request);
        return bodies.readKept(request, IntakeRequest.class)
                .map(read ->
                        new Intake.Handed(
                                caller,
                                EarlierConsent.none(read.value()),
                                replay(request, caller, "POST " + INTAKES, read.body())
                                        .orElse(null),
                                dryRun,
                                Intake.From.CALL,
                                trace.decision(),
                                trace.traceId()))
                .flatMap(intake::take)
                .map(taken ->
                        new TakenAnswer(
                                taken.id(),
                                taken.outcome().name().toLowerCase(Locale.ROOT),
                                stored(taken) ? taken.subject() : null,
                                stored(taken) ? taken.tokens() : Map.of(),
                                taken.receipts()))
                .flatMap(bodies::write);
    }

    private Mono<ServerResponse> withdraw(ServerRequest request) {
        var caller = Callers.of(request);
        var trace = Trace.of(request);
        return bodies.readKept(request, WithdrawalRequest.class)
                .flatMap(read ->
                        withdrawing.withdraw(
                                caller,
                                read.value(),
                                replay(request, caller, "POST " + WITHDRAWALS, read.body()),
                                trace.decision(),
                                trace.traceId()))
                .map(done ->
                        new WithdrawnAnswer(
                                done.id(), done.subject(), done.purpose(), "withdrawn", done.at()))
                .flatMap(bodies::write);
    }

    private static Optional<Intake.Replay> replay(
            ServerRequest request, Caller caller, String route, Bytes body) {
        // Several lines of a header are one value (RFC 9110, 5.3), which is no key.
        var lines = request.headers().header("Idempotency-Key");
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Intake.Replay(
                                WriteKey.of(caller, route, String.join("\n", lines)), body));
    }
}
