package io.menshen.staff;

import io.menshen.cases.OfficerDesk;
import io.menshen.cases.OfficerDesk.Pressed;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Staff;
import io.menshen.login.SealedTexts;
import io.menshen.staff.Desk.Visit;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The queue of cases, and each case with what can be done with it. */
final class CasePages {
    static final String CASES = "/cases";
    private static final String NUMBER = "number";
    private static final String FIND = CASES + "/find";
    private static final String CASE = CASES + "/{id:[0-9a-f-]{36}}";
    private static final String TAKE = "take";
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final OfficerDesk cases;
    private final SealedTexts texts;
    private final CaseLines lines = new CaseLines();
    private final Desk desk;

    CasePages(OfficerDesk cases, SealedTexts texts, Desk desk) {
        this.cases = cases;
        this.texts = texts;
        this.desk = desk;
        desk.prepare(lines.prepared());
    }

    DoorRoutes routes() {
        var routes = RouterFunctions.route();
        for (var prefix : List.of("", Desk.LANGUAGE)) {
            routes.GET(prefix + CASES, desk.looking(this::list))
                    .GET(prefix + FIND, desk.looking(this::find))
                    .GET(prefix + CASE, desk.looking(this::one))
                    .POST(prefix + CASE + "/{verb:[a-z]+}", desk.pressing(this::act));
        }
        var all = new DoorRoutes(Door.STAFF, Access.OPEN, routes.build());
        for (var prefix : List.of("", "/zh", "/en")) {
            all =
                    all.with(prefix + CASES, OfficerDesk.PARAMETERS)
                            .with(prefix + FIND, Set.of(NUMBER));
        }
        return all;
    }

    private Mono<ServerResponse> list(Visit visit) {
        return cases.list(visit.caller(), visit.request())
                .map(page -> lines.list(page, cases.owners(visit.caller()), visit))
                .flatMap(page -> desk.page(visit, page));
    }

    /** A number that is none is told as one that nobody has. */
    private Mono<ServerResponse> find(Visit visit) {
        return Mono.justOrEmpty(visit.request().queryParam(NUMBER))
                .map(String::strip)
                .filter(said -> ID.matcher(said).matches())
                .flatMap(id -> Desk.lead(visit.language(), CASES + "/" + id))
                .switchIfEmpty(Mono.error(Refusal.of(Refusal.Kind.NOT_FOUND)::toException));
    }

    private Mono<ServerResponse> one(Visit visit) {
        return cases.one(visit.caller(), visit.request())
                .map(whole -> lines.one(whole, cases.owners(visit.caller()), texts.secret(), visit))
                .flatMap(page -> desk.page(visit, page));
    }

    private Mono<ServerResponse> act(Visit visit) {
        return Desk.pressed(cases.act(visit.caller(), visit.request(), pressed(visit)))
                .flatMap(id -> Desk.lead(visit.language(), CASES + "/" + id));
    }

    /** To take a case is to be given it by oneself. */
    private static Pressed pressed(Visit visit) {
        var said = visit.request().pathVariable("verb");
        var fields = visit.fields();
        var own = Optional.ofNullable(visit.caller().staff()).map(Staff::person);
        var owner =
                switch (said) {
                    case TAKE -> own.orElse(null);
                    case "assign" -> Typed.text(fields, "owner");
                    default -> null;
                };
        return new Pressed(
                said.equals(TAKE) ? "assign" : said,
                owner,
                said.equals("refuse") ? Typed.text(fields, "reason") : null,
                note(fields),
                Typed.text(fields, "key"),
                Typed.all(fields));
    }

    private static @Nullable Personal<String> note(Map<String, Personal<String>> fields) {
        return Typed.text(fields, "note").isBlank() ? null : fields.get("note");
    }
}
