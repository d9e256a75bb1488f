package io.menshen.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Deployment;
import io.menshen.connectors.http.Signature;
import io.menshen.connectors.http.SigningBytes;
import io.menshen.decision.Question;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.SubjectId;
import io.menshen.tokens.ScopedTokens;
import io.menshen.tokens.ScopedTokens.Scope;
import io.menshen.web.Trace;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The way to the retailer's account system, where passwords are: none are kept here. The address
 * bears that system's own token of the person, and a signature that is good for five minutes.
 */
final class Handover {
    private final Uses uses;
    private final Access access;
    private final ScopedTokens tokens;
    private final Records records;
    private final @Nullable Target target;
    private final Clock clock;

    /**
     * A way.
     *
     * @param target null where there is none
     */
    Handover(
            Uses uses,
            Access access,
            ScopedTokens tokens,
            Records records,
            @Nullable Target target,
            Clock clock) {
        this.uses = uses;
        this.access = access;
        this.tokens = tokens;
        this.records = records;
        this.target = target;
        this.clock = clock;
    }

    /**
     * The account system.
     *
     * @param consumer whose token of the person it is given
     * @param key which it holds too
     */
    record Target(URI address, String consumer, SigningBytes key) {}

    boolean isOpen() {
        return target != null;
    }

    /**
     * The address for one person, decided and recorded as a link.
     *
     * @return empty where there is no way, or its system is not registered for that purpose
     */
    Mono<URI> address(Deployment.Login login, SubjectId subject, Trace trace) {
        var use =
                uses.begin(
                        Choices.pages(uses),
                        login.purpose(),
                        Operation.LINK,
                        null,
                        trace.decision(),
                        trace.traceId());
        var by = new Reference.ByToken(tokens.ofSubject(use.scope(), subject));
        return Mono.justOrEmpty(target)
                .flatMap(to ->
                        Mono.justOrEmpty(receiving(use, to))
                                .flatMap(receiver ->
                                        access.grant(use, by)
                                                .delayUntil(granted ->
                                                        records.permitted(
                                                                granted, List.of(), List.of()))
                                                .delayUntil(granted -> received(receiver, granted))
                                                .map(_ ->
                                                        address(
                                                                to,
                                                                use.purpose().tokenScope(),
                                                                subject))));
    }

    /** That system as it would ask by itself; whoever is no consumer for that purpose is none. */
    private static Optional<Use> receiving(Use use, Target to) {
        var asked = use.question();
        return use.policy()
                .catalog()
                .consumer(to.consumer())
                .filter(known -> known.purposes().contains(asked.purpose()))
                .map(known -> new Caller(known.issuer(), known.clientId(), to.consumer(), null))
                .map(caller ->
                        new Use(
                                use.policy(),
                                Question.of(
                                        caller, asked.purpose(), asked.operation(), asked.day()),
                                use.purpose(),
                                use.decisionId(),
                                use.traceId()));
    }

    /** It must be permitted a person's token too, and the audit says that it was given one. */
    private Mono<Void> received(Use receiver, Granted granted) {
        return access.permitted(receiver)
                .flatMap(permit ->
                        records.changed(receiver, permit, granted.subject().auditId(), List.of()))
                .then();
    }

    private URI address(Target to, String scope, SubjectId subject) {
        var token = tokens.ofSubject(new Scope(to.consumer(), scope), subject);
        var signature = Signature.of(to.key(), clock.instant(), token.getBytes(US_ASCII));
        return URI.create(
                "%s?subject=%s&signature=%s"
                        .formatted(to.address(), encoded(token), encoded(signature)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, US_ASCII);
    }
}
