package io.menshen.intake;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Uses;
import io.menshen.consent.DoneBeforeException;
import io.menshen.consent.Withdrawals;
import io.menshen.consent.Withdrawals.Withdrawal;
import io.menshen.idempotency.Replays;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.tokens.ScopedTokens;
import io.r2dbc.spi.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A caller hands on that a person withdraws consent to a purpose (T/CCAGM 002 4.1.2-d). */
final class Withdrawing {
    private final Uses uses;
    private final Access access;
    private final Withdrawals withdrawals;
    private final Replays replays;
    private final ScopedTokens tokens;
    private final Records records;
    private final Clock clock;

    Withdrawing(
            Uses uses,
            Access access,
            Withdrawals withdrawals,
            Replays replays,
            ScopedTokens tokens,
            Records records,
            Clock clock) {
        this.uses = uses;
        this.access = access;
        this.withdrawals = withdrawals;
        this.replays = replays;
        this.tokens = tokens;
        this.records = records;
        this.clock = clock;
    }

    /** What is answered. */
    record Withdrawn(String id, String subject, String purpose, Instant at) {}

    Mono<Withdrawn> withdraw(
            Caller caller,
            WithdrawalRequest request,
            Optional<Intake.Replay> replay,
            String decisionId,
            String traceId) {
        return Mono.defer(() -> begun(caller, request, replay, decisionId, traceId));
    }

    private Mono<Withdrawn> begun(
            Caller caller,
            WithdrawalRequest request,
            Optional<Intake.Replay> replay,
            String decisionId,
            String traceId) {
        var channel = request.channel();
        var use =
                uses.begin(
                        caller,
                        request.purpose(),
                        Operation.WITHDRAW,
                        channel,
                        decisionId,
                        traceId);
        var catalog = use.policy().catalog();
        if (channel != null && catalog.channel(channel).isEmpty()) {
            return Mono.error(Uses.unknown("/channel", "a registered channel"));
        }
        return access.grant(use, Uses.reference(catalog, request.subject()))
                .flatMap(granted -> done(granted, replay));
    }

    private Mono<Withdrawn> done(Granted granted, Optional<Intake.Replay> replay) {
        var question = granted.use().question();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var at = Withdrawals.after(granted.subject(), granted.use().counts(), now);
        var channel =
                question.channel() == null ? granted.use().caller().consumer() : question.channel();
        var withdrawal =
                new Withdrawal(granted.subject().id(), granted.use().counts(), channel, at);
        var kept = new Replays.Kept(at.toString(), List.of());
        var written = records.permitted(granted, List.of("subject"), List.of()).then();
        var replayed = records.permitted(granted, List.of(), List.of()).then();
        return withdrawals
                .withdraw(
                        withdrawal,
                        connection ->
                                keep(connection, replay, kept).then(Mono.defer(() -> written)))
                .thenReturn(at)
                .onErrorResume(
                        DoneBeforeException.class,
                        before -> replayed.thenReturn(Instant.parse(before.outcome())))
                .map(when -> withdrawn(granted, when));
    }

    private Withdrawn withdrawn(Granted granted, Instant at) {
        var use = granted.use();
        var subject = tokens.ofSubject(use.scope(), granted.subject().id());
        return new Withdrawn(use.decisionId(), subject, use.question().purpose(), at);
    }

    /** A repeated write ends here, with what it answered the first time. */
    private Mono<Void> keep(
            Connection connection, Optional<Intake.Replay> replay, Replays.Kept kept) {
        if (replay.isEmpty()) {
            return Mono.empty();
        }
        var key = replay.get().key();
        var body = replay.get().body().toArray();
        return replays.begin(connection, key, body)
                .flatMap(first -> Mono.<Void>error(new DoneBeforeException(first.outcome())))
                .switchIfEmpty(Mono.defer(() -> replays.keep(connection, key, body, kept)));
    }
}
