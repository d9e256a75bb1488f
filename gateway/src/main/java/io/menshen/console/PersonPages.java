package io.menshen.console;

import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Deployment;
import io.menshen.consent.Links.Link;
import io.menshen.console.Pages.Page;
import io.menshen.console.Visits.Visit;
import io.menshen.disclosure.OwnData;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The pages of a person who logged in. With one fact they refuse and withdraw; to see anything they
 * show a second one.
 */
final class PersonPages {
    static final String HOME = "/me";
    private static final String CHOICES = HOME + "/choices";
    private static final String CHOICE = CHOICES + "/{purpose:[a-z][a-z_]*}";
    private static final Page UNCHANGED = Page.refusing("unchanged", Refusal.Kind.CONFLICT);

    private final Uses uses;
    private final Visits visits;
    private final Choices choices;
    private final OwnChoices own;
    private final OwnData data;
    private final OwnUses used;
    private final Releasing releasing;
    private final Clock clock;

    PersonPages(
            Uses uses,
            Visits visits,
            Choices choices,
            OwnChoices own,
            OwnData data,
            OwnUses used,
            Releasing releasing,
            Clock clock) {
        this.uses = uses;
        this.visits = visits;
        this.choices = choices;
        this.own = own;
        this.data = data;
        this.used = used;
        this.releasing = releasing;
        this.clock = clock;
        visits.prepare(
                List.of(
                        UNCHANGED,
                        new Page("me", Map.of("see", true, "contact", "")),
                        new Page("mychoices", Map.of("purposes", List.of())),
                        new Page("stopped", Map.of("purposes", List.of(), "failed", List.of())),
                        new Page("agreed", Map.of()),
                        new Page("mydata", Map.of("categories", List.of())),
                        new Page("myuses", Map.of("days", List.of())),
                        new Page("number", Map.of()),
                        new Page("released", Map.of())));
    }

    DoorRoutes routes() {
        var routes = RouterFunctions.route();
        for (var prefix : List.of("", PageRoutes.LANGUAGE)) {
            routes.GET(prefix + HOME, visits.looking(this::home))
                    .GET(prefix + CHOICES, visits.looking(this::choices))
                    .POST(prefix + CHOICE + "/stop", visits.pressing(this::stop))
                    .POST(prefix + CHOICE + "/agree", visits.pressing(visits.ifSeeing(this::agree)))
                    .POST(prefix + HOME + "/marketing", visits.pressing(this::stopMarketing))
                    .GET(prefix + HOME + "/data", visits.seeing(this::data))
                    .GET(prefix + HOME + "/uses", visits.seeing(this::uses))
                    .GET(prefix + HOME + "/number", visits.looking(this::number))
                    .POST(prefix + HOME + "/number", visits.pressing(this::release))
                    .POST(prefix + "/logout", visits.pressing(this::leave));
        }
        return new DoorRoutes(Door.PUBLIC, Access.OPEN, routes.build());
    }

    private Mono<ServerResponse> home(Visit visit) {
        var catalog = uses.policy().catalog();
        var contact = visit.language().of(catalog.deployment().controller().contact());
        var content = Map.<String, Object>of("see", visits.maySee(visit), "contact", contact);
        return visits.page(visit, new Page("me", content));
    }

    private Mono<ServerResponse> choices(Visit visit) {
        var shown = new ChoiceLines(uses.policy().catalog(), visit.language());
        // What a person agreed to is of them too: with one fact it is not told.
        var all = visits.maySee(visit) ? own.of(visit.present().person()) : own.all();
        var lines = all.stream().map(shown::line).toList();
        return visits.page(visit, new Page("mychoices", Map.of("purposes", lines)));
    }

    private Mono<ServerResponse> stop(Visit visit) {
        var purpose = visit.request().pathVariable("purpose");
        return own.isOffered(purpose)
                ? withdraw(visit, List.of(purpose))
                : visits.page(visit, UNCHANGED);
    }

    private Mono<ServerResponse> stopMarketing(Visit visit) {
        return withdraw(visit, own.marketing());
    }

    private Mono<ServerResponse> withdraw(Visit visit, List<String> purposes) {
        var shown = new ChoiceLines(uses.policy().catalog(), visit.language());
        var subject = visit.present().session().subject();
        var link = new Link(subject, purposes, BusinessDay.today(clock));
        return choices.withdraw(link, purposes, visit.trace().traceId())
                .flatMap(all -> visits.page(visit, shown.stopped(all)));
    }

    private Mono<ServerResponse> agree(Visit visit) {
        var shown = new ChoiceLines(uses.policy().catalog(), visit.language());
        var purpose = visit.request().pathVariable("purpose");
        return own.agree(visit.present().person(), purpose, visit.trace())
                .map(agreed -> new Page("agreed", shown.receipt(agreed)))
                .defaultIfEmpty(UNCHANGED)
                .flatMap(page -> visits.page(visit, page));
    }

    private Mono<ServerResponse> data(Visit visit) {
        var shown = new HeldLines(uses.policy().catalog(), visit.language());
        var subject = visit.present().session().subject();
        return within(
                visit,
                login ->
                        data.see(reading(login, visit.trace()), subject)
                                .map(held ->
                                        new Page("mydata", Map.of("categories", shown.of(held)))));
    }

    private Use reading(Deployment.Login login, Trace trace) {
        return uses.begin(
                Choices.pages(uses),
                login.access(),
                Operation.READ,
                null,
                trace.decision(),
                trace.traceId());
    }

    private Mono<ServerResponse> uses(Visit visit) {
        var shown = new UseLines(uses.policy().catalog(), visit.language());
        var subject = visit.present().session().subject();
        return within(
                visit,
                login ->
                        used.of(subject, login.access(), visit.trace())
                                .map(days -> new Page("myuses", Map.of("days", shown.of(days)))));
    }

    private Mono<ServerResponse> number(Visit visit) {
        return visits.page(visit, new Page("number", Map.of()));
    }

    private Mono<ServerResponse> release(Visit visit) {
        var subject = visit.present().session().subject();
        return within(
                visit,
                login ->
                        releasing
                                .release(subject, login, own.marketing(), visit.trace())
                                .filter(Boolean::booleanValue)
                                .flatMap(_ ->
                                        visits.end(visit)
                                                .thenReturn(new Page("released", Map.of()))));
    }

    private Mono<ServerResponse> within(Visit visit, Function<Deployment.Login, Mono<Page>> page) {
        return Mono.justOrEmpty(Optional.ofNullable(uses.policy().catalog().deployment().login()))
                .flatMap(page)
                .defaultIfEmpty(Pages.LATER)
                .flatMap(shown -> visits.page(visit, shown));
    }

    private Mono<ServerResponse> leave(Visit visit) {
        return visits.end(visit).then(Mono.defer(() -> Ways.lead(visit.language(), "")));
    }
}
