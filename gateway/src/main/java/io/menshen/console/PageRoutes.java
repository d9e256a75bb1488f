package io.menshen.console;

import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.consent.Links;
import io.menshen.consent.Links.Link;
import io.menshen.console.Choices.Done;
import io.menshen.console.Pages.Page;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Refusal;
import io.menshen.keys.KeyRing;
import io.menshen.subject.ConsentState.Entry;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The pages of a link, on the door {@code public}. Looking changes nothing: what follows links of
 * its own, such as a scanner of mails, withdraws nothing. The first press of a button does.
 */
final class PageRoutes {
    static final String LANGUAGE = "/{lang:zh|en}";
    private static final String LINK = "/c/{token}";
    private static final Page UNKNOWN = Page.refusing("unknown", Refusal.Kind.NOT_FOUND);

    private final Uses uses;
    private final Links links;
    private final Choices choices;
    private final Undoing undoing;
    private final KeyRing keys;
    private final Clock clock;
    private final Assets assets = new Assets();
    private final Pages pages;

    PageRoutes(
            Uses uses,
            Links links,
            Choices choices,
            Undoing undoing,
            KeyRing keys,
            Pages pages,
            Clock clock) {
        this.uses = uses;
        this.links = links;
        this.choices = choices;
        this.undoing = undoing;
        this.keys = keys;
        this.pages = pages;
        this.clock = clock;
        pages.prepare(
                List.of(
                        UNKNOWN,
                        Pages.LATER,
                        home(),
                        chosen(List.of()),
                        done(List.of(), List.of()),
                        undone(true)));
    }

    DoorRoutes routes() {
        var routes = RouterFunctions.route().GET(Assets.STYLE, assets::style);
        for (var prefix : List.of("", LANGUAGE)) {
            routes.GET(prefix.isEmpty() ? "/" : prefix, page((_, _) -> Mono.just(home())))
                    .GET(prefix + LINK, page(this::shown))
                    .HEAD(prefix + LINK, page(this::shown))
                    .POST(prefix + LINK, page(this::withdrawAll))
                    .POST(prefix + LINK + "/{purpose:[a-z][a-z_]*}", page(this::withdrawOne))
                    .POST(prefix + LINK + "/undo/{state}", page(this::undo));
        }
        return new DoorRoutes(Door.PUBLIC, Access.OPEN, routes.build());
    }

    private HandlerFunction<ServerResponse> page(Pages.Shown shown) {
        return pages.serving(shown, UNKNOWN, PageRoutes::path);
    }

    /** Where the same page is in the other language; what was done is not done again. */
    private static String path(ServerRequest request) {
        var token = request.pathVariables().get("token");
        return token == null ? "" : "/c/" + token;
    }

    private Mono<Link> link(ServerRequest request) {
        return links.find(request.pathVariable("token"), BusinessDay.today(clock));
    }

    private Mono<Page> shown(ServerRequest request, Language language) {
        return link(request).map(link -> chosen(offered(uses.policy().catalog(), link, language)));
    }

    private Mono<Page> withdrawAll(ServerRequest request, Language language) {
        return link(request).flatMap(link -> withdraw(request, language, link, link.purposes()));
    }

    private Mono<Page> withdrawOne(ServerRequest request, Language language) {
        var purpose = request.pathVariable("purpose");
        return link(request)
                .filter(link -> link.purposes().contains(purpose))
                .flatMap(link -> withdraw(request, language, link, List.of(purpose)));
    }

    private Mono<Page> withdraw(
            ServerRequest request, Language language, Link link, List<String> purposes) {
        var token = request.pathVariable("token");
        return choices.withdraw(link, purposes, Trace.of(request).traceId())
                .map(all -> done(all, language, token));
    }

    private Mono<Page> undo(ServerRequest request, Language language) {
        var state = Undo.open(keys, request.pathVariable("token"), request.pathVariable("state"));
        return Mono.justOrEmpty(state)
                .flatMap(undo ->
                        link(request)
                                .flatMap(link ->
                                        undoing.undo(link, undo, Trace.of(request).traceId())))
                .map(PageRoutes::undone);
    }

    /**
     * What was just taken back is not offered again: press and undo must not go round and round.
     */
    private boolean isJustUndone(Entry before, Instant at) {
        return before.channel().equals(Choices.pages(uses).consumer())
                && before.at().plus(undoing.longest()).isAfter(at);
    }

    private static List<Map<String, String>> offered(
            Catalog catalog, Link link, Language language) {
        return link.purposes().stream()
                .flatMap(name ->
                        catalog.purpose(name).stream()
                                .map(purpose ->
                                        Map.of(
                                                "name",
                                                name,
                                                "label",
                                                language.of(purpose.label()))))
                .toList();
    }

    /** What failed is said first; where nothing else was done, only that. */
    private Page done(List<Done> all, Language language, String token) {
        var withdrawn = all.stream().filter(one -> !one.failed()).toList();
        if (withdrawn.isEmpty()) {
            return all.isEmpty() ? UNKNOWN : Pages.LATER;
        }
        var failed =
                all.stream().filter(Done::failed).map(one -> language.of(one.registered().label()));
        return done(
                withdrawn.stream().map(one -> told(one, language, token)).toList(),
                failed.toList());
    }

    private Map<String, String> told(Done done, Language language, String token) {
        var label = language.of(done.registered().label());
        var at = done.at();
        var before = done.before();
        if (at == null || before == null || isJustUndone(before, at)) {
            return Map.of("label", label, "undo", "");
        }
        var undo = new Undo(done.purpose(), at, before).sealed(keys, token);
        return Map.of("label", label, "undo", undo);
    }

    private static Page home() {
        return new Page("home", Map.of());
    }

    private static Page chosen(List<Map<String, String>> purposes) {
        return new Page("choices", Map.of("purposes", purposes));
    }

    private static Page done(List<Map<String, String>> purposes, List<String> failed) {
        var undo =
                Stream.of(purposes)
                        .flatMap(List::stream)
                        .anyMatch(one -> !one.getOrDefault("undo", "").isEmpty());
        return new Page("done", Map.of("purposes", purposes, "undo", undo, "failed", failed));
    }

    private static Page undone(boolean undone) {
        return new Page("undone", Map.of("undone", undone));
    }
}
