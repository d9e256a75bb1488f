package io.menshen.console;

import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.cases.OwnCopies;
import io.menshen.catalog.Deployment;
import io.menshen.console.Pages.Page;
import io.menshen.console.Visits.Visit;
import io.menshen.disclosure.OwnData;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Html;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A person's copy of what is held of them: made by a press, given for a day. With two facts. */
final class CopyPages {
    private static final String COPY = PersonPages.HOME + "/copy";
    private static final String MAKE = COPY + "/{form:html|csv|json}";
    private static final String GIVE = COPY + "/{id:" + RequestPages.ID + "}";
    private static final Page NONE = Page.refusing("nocopies", Refusal.Kind.NOT_FOUND);
    private static final Page GONE = Page.refusing("copygone", Refusal.Kind.NOT_FOUND);

    private final Uses uses;
    private final Visits visits;
    private final OwnData data;
    private final OwnCopies copies;
    private final Pages pages;
    private final Clock clock;

    CopyPages(Uses uses, Visits visits, OwnData data, OwnCopies copies, Pages pages, Clock clock) {
        this.uses = uses;
        this.visits = visits;
        this.data = data;
        this.copies = copies;
        this.pages = pages;
        this.clock = clock;
        visits.prepare(List.of(NONE, GONE, CopyLines.empty(), CopyLines.ofNothing()));
    }

    DoorRoutes routes() {
        var routes = RouterFunctions.route();
        for (var prefix : List.of("", PageRoutes.LANGUAGE)) {
            routes.GET(prefix + COPY, visits.seeing(this::offer))
                    .POST(prefix + MAKE, visits.pressing(visits.ifSeeing(this::make)))
                    .GET(prefix + GIVE, visits.seeing(this::give));
        }
        return new DoorRoutes(Door.PUBLIC, Access.OPEN, routes.build());
    }

    private Mono<ServerResponse> offer(Visit visit) {
        var subject = visit.present().session().subject();
        var lines = new CopyLines(uses.policy().catalog(), visit.language());
        return exporting(
                visit,
                use -> copies.of(use, subject).flatMap(o -> visits.page(visit, lines.page(o))));
    }

    /** What is held is read and written; nothing of it leaves before the person fetches it. */
    private Mono<ServerResponse> make(Visit visit) {
        var subject = visit.present().session().subject();
        var form = CopyForm.of(visit.request().pathVariable("form"));
        var text = new CopyText(uses.policy().catalog(), visit.language(), pages);
        return exporting(
                visit,
                use ->
                        data.see(use, subject)
                                .map(held -> text.of(form, held, clock.instant()))
                                .flatMap(whole -> copies.keep(use, subject, form.word(), whole))
                                .flatMap(_ -> Ways.lead(visit.language(), COPY)));
    }

    private Mono<ServerResponse> give(Visit visit) {
        var subject = visit.present().session().subject();
        var id = UUID.fromString(visit.request().pathVariable("id"));
        return exporting(
                visit,
                use ->
                        copies.give(use, subject, id)
                                .flatMap(CopyPages::file)
                                .switchIfEmpty(Mono.defer(() -> visits.page(visit, GONE))));
    }

    private static Mono<ServerResponse> file(OwnCopies.Given given) {
        var form = CopyForm.of(given.form());
        var name = "my-data-" + day(given.made()) + "." + form.word();
        return Html.attachment(name, form.type(), HeldText.whole(given.text()));
    }

    private static String day(Instant at) {
        return at.atZone(BusinessDay.ZONE).toLocalDate().toString();
    }

    private Mono<ServerResponse> exporting(Visit visit, Function<Use, Mono<ServerResponse>> what) {
        var trace = visit.trace();
        return Mono.justOrEmpty(
                        Optional.ofNullable(uses.policy().catalog().deployment().login())
                                .map(Deployment.Login::copy))
                .map(purpose ->
                        uses.begin(
                                Choices.pages(uses),
                                purpose,
                                Operation.EXPORT,
                                null,
                                trace.decision(),
                                trace.traceId()))
                .flatMap(what)
                .switchIfEmpty(Mono.defer(() -> visits.page(visit, NONE)));
    }
}
