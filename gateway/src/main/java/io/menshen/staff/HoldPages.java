package io.menshen.staff;

import io.menshen.cases.HoldDesk;
import io.menshen.cases.HoldView;
import io.menshen.console.Pages.Page;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Staff;
import io.menshen.login.SealedTexts;
import io.menshen.staff.Desk.Visit;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Holds that wait for a second officer. Whoever asked is offered to take it back, no more. */
final class HoldPages {
    private static final String HOLDS = "/holds";
    private static final String HOLD = HOLDS + "/{id:[0-9a-f-]{36}}";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final HoldDesk holds;
    private final SealedTexts texts;
    private final Desk desk;

    HoldPages(HoldDesk holds, SealedTexts texts, Desk desk) {
        this.holds = holds;
        this.texts = texts;
        this.desk = desk;
        var none = new UUID(0, 0);
        var sample =
                new HoldView(none, "set", "litigation", "asked", Instant.EPOCH, "", null, null);
        desk.prepare(List.of(list(List.of(sample)), one(new HoldDesk.Whole(sample, null), "", "")));
    }

    /** A hold as it is shown. */
    record Line(
            String id,
            String act,
            String ground,
            String status,
            String at,
            String by,
            String ended) {
        static Line of(HoldView view) {
            return new Line(
                    view.holdId().toString(),
                    view.act(),
                    view.ground(),
                    view.status(),
                    ZonedDateTime.ofInstant(view.askedAt(), BusinessDay.ZONE).format(TIME),
                    view.askedBy(),
                    Optional.ofNullable(view.endedBy()).orElse(""));
        }
    }

    DoorRoutes routes() {
        var routes = RouterFunctions.route();
        for (var prefix : List.of("", Desk.LANGUAGE)) {
            routes.GET(prefix + HOLDS, desk.looking(this::list))
                    .GET(prefix + HOLD, desk.looking(this::one))
                    .POST(prefix + HOLD + "/{verb:[a-z]+}", desk.pressing(this::end));
        }
        return new DoorRoutes(Door.STAFF, Access.OPEN, routes.build());
    }

    private Mono<ServerResponse> list(Visit visit) {
        return holds.waiting(visit.caller(), visit.request())
                .flatMap(waiting -> desk.page(visit, list(waiting)));
    }

    private static Page list(List<HoldView> waiting) {
        return new Page("holds", Map.of("items", waiting.stream().map(Line::of).toList()));
    }

    private Mono<ServerResponse> one(Visit visit) {
        var own = Optional.ofNullable(visit.caller().staff()).map(Staff::person).orElse("");
        return holds.one(visit.caller(), visit.request())
                .flatMap(whole -> desk.page(visit, one(whole, own, texts.secret())));
    }

    private static Page one(HoldDesk.Whole whole, String own, String key) {
        return new Page(
                "hold",
                Map.of(
                        "line", Line.of(whole.hold()),
                        "subject", Optional.ofNullable(whole.subject()).orElse(""),
                        "own", own.equals(whole.hold().askedBy()),
                        "key", key));
    }

    private Mono<ServerResponse> end(Visit visit) {
        var verb = visit.request().pathVariable("verb");
        var key = Typed.text(visit.fields(), "key");
        return Desk.pressed(holds.end(visit.caller(), visit.request(), verb, key))
                .flatMap(id -> Desk.lead(visit.language(), HOLDS + "/" + id));
    }
}
