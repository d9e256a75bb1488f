package io.menshen.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.menshen.access.Access;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Uses;
import io.menshen.catalog.Deployment;
import io.menshen.connectors.http.Signature;
import io.menshen.connectors.http.SigningBytes;
import io.menshen.kernel.Operation;
import io.menshen.kernel.SubjectId;
import io.menshen.tokens.ScopedTokens;
import io.menshen.tokens.ScopedTokens.Scope;
import io.menshen.web.Trace;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.List;
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
                .filter(to -> isRegistered(to.consumer(), login.purpose()))
                .flatMap(to ->
                        access.grant(use, by)
                                .delayUntil(
                                        granted -> records.permitted(granted, List.of(), List.of()))
                                .map(_ -> address(to, use.purpose().tokenScope(), subject)));
    }

    /** Whoever is no consumer for that purpose is given no token for it. */
    private boolean isRegistered(String consumer, String purpose) {
        return uses.policy()
                .catalog()
                .consumer(consumer)
                .filter(known -> known.purposes().contains(purpose))
                .isPresent();
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
