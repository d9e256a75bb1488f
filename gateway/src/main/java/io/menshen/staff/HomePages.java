package io.menshen.staff;

import io.menshen.access.Uses;
import io.menshen.cases.OfficerDesk;
import io.menshen.catalog.Label;
import io.menshen.catalog.StaffRegistry.Role;
import io.menshen.console.Pages.Page;
import io.menshen.kernel.Staff;
import io.menshen.staff.Desk.Visit;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Who is logged in, and what their role offers. */
final class HomePages {
    static final String HOME = "";

    private final OfficerDesk cases;
    private final Uses uses;
    private final Desk desk;

    HomePages(OfficerDesk cases, Uses uses, Desk desk) {
        this.cases = cases;
        this.uses = uses;
        this.desk = desk;
        desk.prepare(
                List.of(
                        new Page(
                                "home",
                                Map.of("person", "", "role", "", "cases", true, "form", ""))));
    }

    DoorRoutes routes() {
        var routes =
                RouterFunctions.route()
                        .GET("/", desk.looking(this::home))
                        .GET(Desk.LANGUAGE, desk.looking(this::home));
        return new DoorRoutes(Door.STAFF, Access.OPEN, routes.build());
    }

    private Mono<ServerResponse> home(Visit visit) {
        var staff = Optional.ofNullable(visit.caller().staff());
        var content =
                Map.<String, Object>of(
                        "person",
                        staff.map(Staff::person).orElse(""),
                        "role",
                        staff.map(Staff::role)
                                .flatMap(this::label)
                                .map(visit.language()::of)
                                .orElse(""),
                        "cases",
                        cases.isOffered(visit.caller()));
        return desk.page(visit, new Page("home", content));
    }

    private Optional<Label> label(String role) {
        return Optional.ofNullable(uses.policy().catalog().staff().roles().get(role))
                .map(Role::label);
    }
}
