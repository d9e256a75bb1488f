package io.menshen.staff;

import io.menshen.console.Assets;
import io.menshen.console.Language;
import io.menshen.console.NetworkAddress;
import io.menshen.console.Pages.Page;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal.Kind;
import io.menshen.login.Browser;
import io.menshen.login.SealedTexts;
import io.menshen.staff.Desk.Visit;
import io.menshen.staff.Duties.Standing;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The way in by the provider, and out (OpenID Connect Core 1.0, 3.1; RP-Initiated Logout 1.0). */
final class LoginRoutes {
    private static final String BEGIN = Desk.LOGIN + "/begin";
    private static final String BEGUN = "staff-begun";
    private static final Page LOGIN = new Page("login", Map.of());
    private static final Page SPENT = Page.refusing("spent", Kind.DENIED);

    /** Of what may be begun in a minute, what one network address may begin. */
    private static final int SHARE = 5;

    private final Provider provider;
    private final Relying relying;
    private final SealedTexts texts;
    private final StaffSessions sessions;
    private final Duties duties;
    private final Desk desk;
    private final Assets assets = new Assets();

    LoginRoutes(
            Provider provider,
            Relying relying,
            SealedTexts texts,
            StaffSessions sessions,
            Duties duties,
            Desk desk) {
        this.provider = provider;
        this.relying = relying;
        this.texts = texts;
        this.sessions = sessions;
        this.duties = duties;
        this.desk = desk;
        desk.prepare(List.of(LOGIN, SPENT, left("")));
    }

    DoorRoutes routes() {
        var routes =
                RouterFunctions.route()
                        .GET(Assets.STYLE, assets::style)
                        .GET(Relying.CALLBACK, desk.to(this::back));
        for (var prefix : List.of("", Desk.LANGUAGE)) {
            routes.GET(prefix + Desk.LOGIN, desk.to((r, l) -> desk.answer(LOGIN, r, l)))
                    .GET(prefix + BEGIN, desk.to(this::begin))
                    .POST(prefix + "/logout", desk.pressing(this::leave));
        }
        return new DoorRoutes(Door.STAFF, Access.OPEN, routes.build())
                // Whatever else a provider adds is ignored (RFC 6749, 4.1.2).
                .withAny(Relying.CALLBACK);
    }

    private Mono<ServerResponse> begin(ServerRequest request, Language language) {
        var browser = Desk.COOKIES.browser(request).orElseGet(() -> greeted(request));
        var address = Personal.of(NetworkAddress.of(request));
        var share = Math.max(1, relying.perMinute() / SHARE);
        return texts.room(BEGUN, address, share)
                .then(Mono.defer(() -> texts.room(BEGUN, relying.perMinute())))
                .then(Mono.defer(() -> Attempt.begin(texts, browser, language)))
                .flatMap(provider::authorization)
                .flatMap(place -> ServerResponse.seeOther(place).build());
    }

    private Browser greeted(ServerRequest request) {
        var browser = sessions.browser();
        Desk.COOKIES.set(request, browser);
        return browser;
    }

    /** A state that is not of this browser, or was here before, leads nowhere. */
    private Mono<ServerResponse> back(ServerRequest request, Language language) {
        return Mono.justOrEmpty(Desk.COOKIES.browser(request))
                .flatMap(browser ->
                        Attempt.take(texts, browser, said(request, "state"))
                                .flatMap(attempt -> back(request, browser, attempt)))
                .switchIfEmpty(Mono.defer(() -> desk.answer(SPENT, request, language)));
    }

    private Mono<ServerResponse> back(ServerRequest request, Browser browser, Attempt attempt) {
        var language = attempt.language();
        var code = said(request, "code");
        return Mono.just(code)
                .filter(said -> !said.isBlank() && isOfProvider(request))
                .flatMap(said -> provider.redeem(said, attempt))
                .flatMap(claimed ->
                        switch (duties.of(claimed.person(), claimed.roles())) {
                            case Standing.In in -> entered(request, browser, claimed, in, language);
                            case Standing.Out out ->
                                    desk.answer(Desk.out(out.why()), request, language);
                        })
                .switchIfEmpty(Mono.defer(() -> desk.answer(SPENT, request, language)));
    }

    private Mono<ServerResponse> entered(
            ServerRequest request,
            Browser browser,
            Claimed claimed,
            Standing.In in,
            Language language) {
        return sessions.open(browser, claimed.person(), in.claimed())
                .doOnNext(known -> Desk.COOKIES.set(request, known))
                .flatMap(_ -> Desk.lead(language, HomePages.HOME));
    }

    /** Where a provider says who it is, it is the one that was asked (RFC 9207). */
    private boolean isOfProvider(ServerRequest request) {
        var issuer = said(request, "iss");
        return issuer.isEmpty() || issuer.equals(relying.issuer().getValue());
    }

    private static String said(ServerRequest request, String name) {
        return request.queryParam(name).orElse("");
    }

    private Mono<ServerResponse> leave(Visit visit) {
        return sessions.end(visit.browser())
                .then(Mono.defer(provider::logout))
                .map(URI::toString)
                .defaultIfEmpty("")
                .flatMap(place -> {
                    Desk.COOKIES.clear(visit.request());
                    return desk.answer(left(place), visit.request(), visit.language());
                });
    }

    private static Page left(String place) {
        return new Page("left", Map.of("place", place));
    }
}
