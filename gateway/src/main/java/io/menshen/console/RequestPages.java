package io.menshen.console;

import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.cases.OwnCases;
import io.menshen.catalog.Deployment;
import io.menshen.console.Pages.Page;
import io.menshen.console.Visits.Visit;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A person's requests: what they asked for, how it stands, and asking for more. With two facts. */
final class RequestPages {
    static final String REQUESTS = PersonPages.HOME + "/requests";

    /** How an id is written in an address. */
    static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final String BACK = REQUESTS + "/{id:" + ID + "}/back";
    private static final String KIND = "kind";
    private static final String NOTE = "note";
    private static final Page NONE = Page.refusing("norequests", Refusal.Kind.NOT_FOUND);
    private static final Page UNMOVED = Page.refusing("unmoved", Refusal.Kind.CONFLICT);
    private static final Set<Refusal.Kind> SETTLED =
            EnumSet.of(Refusal.Kind.NOT_FOUND, Refusal.Kind.CONFLICT);

    private final Uses uses;
    private final Visits visits;
    private final OwnCases cases;

    RequestPages(Uses uses, Visits visits, OwnCases cases) {
        this.uses = uses;
        this.visits = visits;
        this.cases = cases;
        visits.prepare(List.of(NONE, UNMOVED, RequestLines.empty(), RequestLines.opened()));
    }

    DoorRoutes routes() {
        var routes = RouterFunctions.route();
        for (var prefix : List.of("", PageRoutes.LANGUAGE)) {
            routes.GET(prefix + REQUESTS, visits.seeing(this::requests))
                    .POST(prefix + REQUESTS, visits.pressing(visits.ifSeeing(this::open)))
                    .POST(prefix + BACK, visits.pressing(visits.ifSeeing(this::takeBack)));
        }
        return new DoorRoutes(Door.PUBLIC, Access.OPEN, routes.build());
    }

    private Mono<ServerResponse> requests(Visit visit) {
        var subject = visit.present().session().subject();
        return within(
                visit,
                Operation.READ,
                use -> cases.of(use, subject).map(all -> lines(visit).all(all)));
    }

    private Mono<ServerResponse> open(Visit visit) {
        var subject = visit.present().session().subject();
        var kind = Optional.ofNullable(visit.fields().get(KIND)).map(Typed::text).orElse("");
        return within(
                visit,
                Operation.OPEN,
                use -> cases.open(use, subject, kind, note(visit)).map(lines(visit)::opened));
    }

    /** Nothing was written where there are no letters. */
    private static @Nullable Personal<String> note(Visit visit) {
        var note = visit.fields().get(NOTE);
        return note == null || Typed.isBlank(note) ? null : note;
    }

    private Mono<ServerResponse> takeBack(Visit visit) {
        var subject = visit.present().session().subject();
        var id = UUID.fromString(visit.request().pathVariable("id"));
        return asking(visit, Operation.WITHDRAW)
                .flatMap(use -> cases.takeBack(use, subject, id))
                .flatMap(_ -> Ways.lead(visit.language(), REQUESTS))
                .switchIfEmpty(Mono.defer(() -> visits.page(visit, NONE)))
                .onErrorResume(RequestPages::isSettled, _ -> visits.page(visit, UNMOVED));
    }

    private static boolean isSettled(Throwable failure) {
        return failure instanceof RefusedException refused
                && SETTLED.contains(refused.refusal().kind());
    }

    private RequestLines lines(Visit visit) {
        var contact = uses.policy().catalog().deployment().controller().contact();
        return new RequestLines(visit.language(), visit.language().of(contact));
    }

    private Mono<ServerResponse> within(
            Visit visit, Operation operation, Function<Use, Mono<Page>> page) {
        return asking(visit, operation)
                .flatMap(page)
                .defaultIfEmpty(NONE)
                .flatMap(shown -> visits.page(visit, shown));
    }

    /** Empty where no purpose is registered for it. */
    private Mono<Use> asking(Visit visit, Operation operation) {
        var trace = visit.trace();
        return Mono.justOrEmpty(
                Optional.ofNullable(uses.policy().catalog().deployment().login())
                        .map(Deployment.Login::requests)
                        .map(purpose ->
                                uses.begin(
                                        Choices.pages(uses),
                                        purpose,
                                        operation,
                                        null,
                                        trace.decision(),
                                        trace.traceId())));
    }
}
