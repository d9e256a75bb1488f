package io.menshen.console;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Uses;
import io.menshen.catalog.Deployment;
import io.menshen.consent.Links.Link;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Operation;
import io.menshen.kernel.SubjectId;
import io.menshen.subject.IndexWrites;
import io.menshen.subject.SubjectChanges;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Trace;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * “This number is not mine”: numbers are resold, and whoever has one now is not whom we know by it.
 * The number leads to that person no more, and nothing is sent to it for marketing; nothing of them
 * is shown to whoever says so.
 */
final class Releasing {
    private final Uses uses;
    private final Access access;
    private final ScopedTokens tokens;
    private final Choices choices;
    private final SubjectChanges changes;
    private final IndexWrites index;
    private final Records records;
    private final Clock clock;

    Releasing(
            Uses uses,
            Access access,
            ScopedTokens tokens,
            Choices choices,
            SubjectChanges changes,
            IndexWrites index,
            Records records,
            Clock clock) {
        this.uses = uses;
        this.access = access;
        this.tokens = tokens;
        this.choices = choices;
        this.changes = changes;
        this.index = index;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Lets the number lead to nobody.
     *
     * @param marketing the purposes for which nothing is sent any more
     * @return true; false where the marketing could not be stopped, and nothing else was done then
     */
    Mono<Boolean> release(
            SubjectId subject, Deployment.Login login, List<String> marketing, Trace trace) {
        var link = new Link(subject, marketing, BusinessDay.today(clock));
        return choices.withdraw(link, marketing, trace.traceId())
                .map(done -> done.stream().noneMatch(Choices.Done::failed))
                .flatMap(stopped -> stopped ? unbound(subject, login, trace) : Mono.just(stopped));
    }

    private Mono<Boolean> unbound(SubjectId subject, Deployment.Login login, Trace trace) {
        var use =
                uses.begin(
                        Choices.pages(uses),
                        login.access(),
                        Operation.WITHDRAW,
                        null,
                        trace.decision(),
                        trace.traceId());
        var by = new Reference.ByToken(tokens.ofSubject(use.scope(), subject));
        return access.grant(use, by)
                .flatMap(granted -> written(granted, login.number()))
                .thenReturn(true);
    }

    /** The person is written too, so that an intake that comes beside is begun anew. */
    private Mono<Void> written(Granted granted, String field) {
        var subject = granted.subject().id();
        return changes.change(
                        subject,
                        before -> before,
                        _ ->
                                connection ->
                                        index.release(connection, subject, field)
                                                .then(
                                                        Mono.defer(() ->
                                                                records.permitted(
                                                                        granted,
                                                                        List.of("subject"),
                                                                        List.of())))
                                                .then())
                .then();
    }
}
