package io.menshen.console;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Purpose;
import io.menshen.consent.Links.Link;
import io.menshen.consent.Withdrawals;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Operation;
import io.menshen.kernel.RefusedException;
import io.menshen.keys.IntegrityException;
import io.menshen.subject.ConsentState;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Trace;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a person does by a link: withdraw what it is for. Who they are comes from the link alone
 * (RFC 8058). Each withdrawal is decided and recorded as one of any consumer.
 */
final class Choices {
    private static final String OWN = "menshen";

    private final Uses uses;
    private final Access access;
    private final Subjects subjects;
    private final Withdrawals withdrawals;
    private final ScopedTokens tokens;
    private final Records records;
    private final Alarms alarms;
    private final Clock clock;

    Choices(
            Uses uses,
            Access access,
            Subjects subjects,
            Withdrawals withdrawals,
            ScopedTokens tokens,
            Records records,
            Alarms alarms,
            Clock clock) {
        this.uses = uses;
        this.access = access;
        this.subjects = subjects;
        this.withdrawals = withdrawals;
        this.tokens = tokens;
        this.records = records;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * What was withdrawn.
     *
     * @param purpose as the link names it
     * @param at when; null where it had been before, or nothing of the person is held any more
     * @param before what had been agreed to under the present notice; null where nothing had been
     * @param failed whether it could not be withdrawn now
     */
    record Done(
            String purpose,
            Purpose registered,
            @Nullable Instant at,
            ConsentState.@Nullable Entry before,
            boolean failed) {}

    /**
     * Withdraws each of these purposes that the link is for, each by itself: one that fails holds
     * no other up.
     *
     * @return one for each that is still registered
     */
    Mono<List<Done>> withdraw(Link link, List<String> purposes, String traceId) {
        return Flux.fromIterable(purposes)
                .filter(link.purposes()::contains)
                .filter(purpose -> uses.policy().catalog().purpose(purpose).isPresent())
                .concatMap(purpose -> withdraw(link, purpose, traceId))
                .collectList();
    }

    private Mono<Done> withdraw(Link link, String purpose, String traceId) {
        return Mono.fromSupplier(() ->
                        uses.begin(
                                pages(uses),
                                purpose,
                                Operation.WITHDRAW,
                                null,
                                Trace.newDecision(),
                                traceId))
                .flatMap(use ->
                        subjects.find(link.subject())
                                .filter(subject -> !isGone(subject))
                                .filter(subject -> !isWithdrawn(use, subject))
                                .flatMap(subject -> withdraw(use, subject))
                                .switchIfEmpty(
                                        Mono.just(
                                                new Done(
                                                        purpose, use.purpose(), null, null, false)))
                                .onErrorResume(error -> failed(use, error)));
    }

    /** A row that was altered is alarmed; the person is told to come back. */
    private Mono<Done> failed(Use use, Throwable error) {
        if (error instanceof IntegrityException changed) {
            alarms.raise(use, "subject", changed);
        } else if (!(error instanceof RefusedException)) {
            return Mono.error(error);
        }
        return Mono.just(new Done(use.question().purpose(), use.purpose(), null, null, true));
    }

    private static boolean isGone(Subject subject) {
        return subject.isErased() || subject.lifecycle() == Lifecycle.ERASING;
    }

    private static boolean isWithdrawn(Use use, Subject subject) {
        return subject.consents().of(use.counts(), use.noticeVersion()) == Consent.WITHDRAWN;
    }

    private Mono<Done> withdraw(Use use, Subject subject) {
        var by = new Reference.ByToken(tokens.ofSubject(use.scope(), subject.id()));
        return access.grant(use, by).flatMap(this::withdrawn);
    }

    private Mono<Done> withdrawn(Granted granted) {
        var use = granted.use();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var at = Withdrawals.after(granted.subject(), use.counts(), now);
        var withdrawal =
                new Withdrawals.Withdrawal(
                        granted.subject().id(), use.counts(), use.caller().consumer(), at);
        var written = records.permitted(granted, List.of("subject"), List.of()).then();
        return withdrawals
                .withdraw(withdrawal, _ -> written)
                .map(_ ->
                        new Done(
                                use.question().purpose(),
                                use.purpose(),
                                at,
                                before(use, granted.subject()),
                                false));
    }

    private static ConsentState.@Nullable Entry before(Use use, Subject subject) {
        var entry = subject.consents().entries().get(use.counts());
        var stood = subject.consents().of(use.counts(), use.noticeVersion()) == Consent.GRANTED;
        return stood ? entry : null;
    }

    /** In whose name the pages ask. They are no client of an issuer: nobody else can be them. */
    static Caller pages(Uses uses) {
        var name = uses.policy().catalog().deployment().pages();
        return new Caller(OWN, name, name, null);
    }
}
