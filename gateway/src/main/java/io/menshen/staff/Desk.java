package io.menshen.staff;

import io.menshen.console.Cookies;
import io.menshen.console.Language;
import io.menshen.console.Pages;
import io.menshen.console.Pages.Page;
import io.menshen.console.Porter;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Kind;
import io.menshen.kernel.RefusedException;
import io.menshen.login.Browser;
import io.menshen.staff.Duties.Standing;
import io.menshen.staff.Duties.Why;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Pages of a session: whoever has none is led to the login, and who is no more let in is told. */
final class Desk {
    static final String LANGUAGE = "/{lang:zh|en}";
    static final String LOGIN = "/login";

    static final Cookies COOKIES = new Cookies("__Host-menshen-staff");

    private static final Page FORM = Page.refusing("form", Kind.INVALID);
    private static final Page DENIED = Page.refusing("denied", Kind.DENIED);
    private static final int AGAIN = 3;
    private static final String IN_FLIGHT = "key_in_flight";
    private static final Page MOVED = Page.refusing("moved", Kind.CONFLICT);
    private static final Page OFTEN = Page.refusing("often", Kind.CAPPED);
    private static final Page UNKNOWN = Page.refusing("unknown", Kind.NOT_FOUND);

    private final StaffSessions sessions;
    private final Duties duties;
    private final Porter porter;
    private final Pages pages;

    Desk(StaffSessions sessions, Duties duties, Porter porter, Pages pages) {
        this.sessions = sessions;
        this.duties = duties;
        this.porter = porter;
        this.pages = pages;
        pages.prepare(List.of(FORM, DENIED, MOVED, OFTEN, UNKNOWN, Pages.LATER));
        pages.prepare(List.of(out(Why.ROLE), out(Why.AGREEMENT)));
    }

    void prepare(List<Page> all) {
        pages.prepare(all);
    }

    /** A request of a member of staff, with the fields of what was posted. */
    record Visit(
            ServerRequest request,
            Language language,
            Browser browser,
            Caller caller,
            Map<String, Personal<String>> fields) {}

    /** What is answered in a session. */
    interface Shown extends Function<Visit, Mono<ServerResponse>> {}

    /** A page to look at. */
    HandlerFunction<ServerResponse> looking(Shown shown) {
        return to((request, language) ->
                Mono.justOrEmpty(COOKIES.browser(request))
                        .flatMap(browser -> let(request, language, browser, Map.of(), shown))
                        .switchIfEmpty(Mono.defer(() -> lead(language, LOGIN))));
    }

    /** A press of a button on one of these pages. */
    HandlerFunction<ServerResponse> pressing(Shown shown) {
        return to((request, language) ->
                porter.posted(request)
                        .flatMap(posted ->
                                let(request, language, posted.browser(), posted.fields(), shown))
                        .switchIfEmpty(Mono.defer(() -> lead(language, LOGIN))));
    }

    private Mono<ServerResponse> let(
            ServerRequest request,
            Language language,
            Browser browser,
            Map<String, Personal<String>> fields,
            Shown shown) {
        return sessions.find(browser)
                .map(session -> duties.of(session.person(), Set.of(session.claimed())))
                .flatMap(standing ->
                        switch (standing) {
                            case Standing.In in ->
                                    shown.apply(
                                            new Visit(
                                                    request,
                                                    language,
                                                    browser,
                                                    in.caller(),
                                                    fields));
                            case Standing.Out out ->
                                    sessions.end(browser)
                                            .then(answer(out(out.why()), request, language));
                        });
    }

    /** Why somebody is not let in. */
    static Page out(Why why) {
        return Page.refusing("no" + why.name().toLowerCase(Locale.ROOT), Kind.DENIED);
    }

    /** Whatever is refused is told in the words of these pages. */
    HandlerFunction<ServerResponse> to(Pages.Answered answered) {
        Pages.Answered told =
                (request, language) ->
                        answered.apply(request, language)
                                .onErrorResume(
                                        RefusedException.class,
                                        refused -> closed(refused, request, language));
        return pages.answering(told, Desk::path);
    }

    /** Tries again where another act was first: of the same press, it has the answer. */
    static <T> Mono<T> pressed(Mono<T> act) {
        return act.retryWhen(
                Retry.max(AGAIN)
                        .filter(Desk::isConflict)
                        .onRetryExhaustedThrow((_, last) -> last.failure()));
    }

    private static boolean isConflict(Throwable thrown) {
        return thrown instanceof RefusedException refused
                && refused.refusal().kind() == Kind.CONFLICT;
    }

    /** What the same press is doing already is looked at, not told as somebody else's. */
    private Mono<ServerResponse> closed(
            RefusedException refused, ServerRequest request, Language language) {
        var isUnderWay =
                refused.refusal().reasons().stream()
                        .anyMatch(reason -> reason.code().equals(IN_FLIGHT));
        return isUnderWay
                ? lead(language, path(request))
                : closed(refused.refusal(), request)
                        .map(page -> answer(page, request, language))
                        .orElseGet(() -> Mono.error(refused));
    }

    private static Optional<Page> closed(Refusal refusal, ServerRequest request) {
        if (refusal.kind() == Kind.CAPPED) {
            var headers = request.exchange().getResponse().getHeaders();
            headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(refusal.retryAfterSeconds()));
        }
        return Optional.ofNullable(
                switch (refusal.kind()) {
                    case CAPPED -> OFTEN;
                    case DENIED, SUBJECT_UNAVAILABLE -> DENIED;
                    case NOT_FOUND -> UNKNOWN;
                    case CONFLICT -> MOVED;
                    case INVALID, UNKNOWN_WORD, TOO_LARGE -> FORM;
                    default -> null;
                });
    }

    /** A page with the mark that its forms bear. */
    Mono<ServerResponse> page(Visit visit, Page page) {
        var content = new HashMap<>(page.content());
        content.put(Porter.FORM, porter.form(visit.browser()));
        return answer(
                new Page(page.name(), content, page.refused()), visit.request(), visit.language());
    }

    Mono<ServerResponse> answer(Page page, ServerRequest request, Language language) {
        return pages.answer(page, language, path(request));
    }

    /** To a page of ours, by a GET of its own: pressing reload there does nothing twice. */
    static Mono<ServerResponse> lead(Language language, String path) {
        return ServerResponse.seeOther(URI.create("/" + language.word() + path)).build();
    }

    /** Where the same page is in the other language; what was pressed is not pressed again. */
    private static String path(ServerRequest request) {
        var path = request.path().replaceFirst("^/(zh|en)(?=/|$)", "");
        return path.replaceFirst("^(/(?:cases|holds)/[^/]+)/.*", "$1")
                .replaceFirst("^/login/.*|^/logout", LOGIN);
    }
}
