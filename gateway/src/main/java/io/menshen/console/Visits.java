package io.menshen.console;

import io.menshen.console.Pages.Page;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.login.Browser;
import io.menshen.login.Fact;
import io.menshen.login.Sessions;
import io.menshen.login.Sessions.Present;
import io.menshen.web.Trace;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Pages of a session: whoever has none is led to the login. */
final class Visits {
    private final Sessions sessions;
    private final Porter porter;
    private final Ways ways;
    private final Clock clock;

    Visits(Sessions sessions, Porter porter, Ways ways, Clock clock) {
        this.sessions = sessions;
        this.porter = porter;
        this.ways = ways;
        this.clock = clock;
        ways.prepare(List.of(needed(Set.of())));
    }

    void prepare(List<Page> all) {
        ways.prepare(all);
    }

    /**
     * A request in a session, and its person as they stand now.
     *
     * @param fields of the form that was posted; none where one only looks
     */
    record Visit(
            ServerRequest request,
            Language language,
            Browser browser,
            Present present,
            Map<String, Personal<String>> fields) {
        Trace trace() {
            return Trace.of(request);
        }
    }

    /** What is answered in a session. */
    interface Shown extends Function<Visit, Mono<ServerResponse>> {}

    /** A page to look at. */
    HandlerFunction<ServerResponse> looking(Shown shown) {
        return ways.to((request, language) ->
                Mono.justOrEmpty(Cookies.PEOPLE.browser(request))
                        .flatMap(browser -> visit(request, language, browser, Map.of()))
                        .flatMap(shown)
                        .switchIfEmpty(Mono.defer(() -> Ways.lead(language, LoginPages.LOGIN))));
    }

    /** A page that shows what is held: with two facts of different kinds, the newer fresh. */
    HandlerFunction<ServerResponse> seeing(Shown shown) {
        return looking(ifSeeing(shown));
    }

    /** The same where something is pressed that one fact is too little for. */
    Shown ifSeeing(Shown shown) {
        return visit -> maySee(visit) ? shown.apply(visit) : page(visit, needed(facts(visit)));
    }

    /** A press of a button on one of these pages. */
    HandlerFunction<ServerResponse> pressing(Shown shown) {
        return ways.to((request, language) ->
                porter.posted(request)
                        .flatMap(posted ->
                                visit(request, language, posted.browser(), posted.fields()))
                        .flatMap(shown)
                        .switchIfEmpty(Mono.defer(() -> Ways.lead(language, LoginPages.LOGIN))));
    }

    private Mono<Visit> visit(
            ServerRequest request,
            Language language,
            Browser browser,
            Map<String, Personal<String>> fields) {
        return sessions.find(browser)
                .map(present -> new Visit(request, language, browser, present, fields));
    }

    /** A page about the end of an account, with two facts, however the person stands by now. */
    HandlerFunction<ServerResponse> ending(Shown shown) {
        return ways.to((request, language) ->
                Mono.justOrEmpty(Cookies.PEOPLE.browser(request))
                        .flatMap(browser -> whoever(request, language, browser, shown))
                        .switchIfEmpty(Mono.defer(() -> Ways.lead(language, LoginPages.LOGIN))));
    }

    /** The press that ends it; a second one finds them ended. */
    HandlerFunction<ServerResponse> endingPress(Shown shown) {
        return ways.to((request, language) ->
                porter.posted(request)
                        .flatMap(posted -> whoever(request, language, posted.browser(), shown))
                        .switchIfEmpty(Mono.defer(() -> Ways.lead(language, LoginPages.LOGIN))));
    }

    private Mono<ServerResponse> whoever(
            ServerRequest request, Language language, Browser browser, Shown shown) {
        return sessions.whoever(browser)
                .map(present -> new Visit(request, language, browser, present, Map.of()))
                .flatMap(ifSeeing(shown));
    }

    /** Lets the browser forget the session, which is good for nothing else any more. */
    static void forget(Visit visit) {
        Cookies.PEOPLE.clear(visit.request());
    }

    /** Whether what is held may be shown now. */
    boolean maySee(Visit visit) {
        return visit.present().session().mayShow(clock.instant());
    }

    /** A page with the mark that its forms bear. */
    Mono<ServerResponse> page(Visit visit, Page page) {
        var content = new HashMap<>(page.content());
        content.put(Porter.FORM, porter.form(visit.browser()));
        return ways.page(
                new Page(page.name(), content, page.refused()), visit.language(), visit.request());
    }

    /** Ends the session; the browser is a stranger then. */
    Mono<Void> end(Visit visit) {
        return sessions.end(visit.browser())
                .then(Mono.fromRunnable(() -> Cookies.PEOPLE.clear(visit.request())));
    }

    private static Set<Fact> facts(Visit visit) {
        return visit.present().session().facts().keySet();
    }

    private static Page needed(Set<Fact> shown) {
        var content =
                Map.<String, Object>of(
                        "code", shown.contains(Fact.CODE), "link", shown.contains(Fact.APP_LINK));
        return new Page("second", content, Refusal.Kind.DENIED);
    }
}
