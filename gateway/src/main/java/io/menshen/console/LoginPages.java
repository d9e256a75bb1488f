package io.menshen.console;

import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Deployment;
import io.menshen.catalog.Field;
import io.menshen.console.LoginForms.Offer;
import io.menshen.console.LoginForms.Said;
import io.menshen.console.Porter.Posted;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal.Kind;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.login.AppLinks;
import io.menshen.login.Browser;
import io.menshen.login.Codes;
import io.menshen.login.Entry;
import io.menshen.login.Fact;
import io.menshen.masking.FieldType;
import io.menshen.subject.Identifier;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import io.menshen.web.Trace;
import java.util.List;
import java.util.Optional;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The way in: a code to a number, or a one-time link of a system where the person is known. Whether
 * a number leads to anybody is told nowhere.
 */
final class LoginPages {
    static final String LOGIN = "/login";
    private static final String CODE = LOGIN + "/code";
    private static final String LINK = "/in/{token:[A-Za-z0-9_-]{22}}";
    private static final String NUMBER = "number";

    private final Uses uses;
    private final Codes codes;
    private final AppLinks links;
    private final Entry entry;
    private final Porter porter;
    private final Ways ways;

    LoginPages(Uses uses, Codes codes, AppLinks links, Entry entry, Porter porter, Ways ways) {
        this.uses = uses;
        this.codes = codes;
        this.links = links;
        this.entry = entry;
        this.porter = porter;
        this.ways = ways;
        ways.prepare(
                List.of(
                        LoginForms.number("", Offer.CODES, Said.NOTHING),
                        LoginForms.code("", Said.NOTHING),
                        LoginForms.here(""),
                        Ways.SPENT));
    }

    DoorRoutes routes() {
        var routes = RouterFunctions.route();
        for (var prefix : List.of("", PageRoutes.LANGUAGE)) {
            routes.GET(prefix + LOGIN, ways.to(this::askNumber))
                    .POST(prefix + LOGIN, ways.to(this::send))
                    .GET(prefix + CODE, ways.to(this::askCode))
                    .POST(prefix + CODE, ways.to(this::check))
                    .GET(prefix + LINK, ways.to(this::greet))
                    .POST(prefix + LINK, ways.to(this::follow));
        }
        return new DoorRoutes(Door.PUBLIC, Access.OPEN, routes.build());
    }

    private Mono<ServerResponse> askNumber(ServerRequest request, Language language) {
        var form = porter.form(porter.browser(request));
        return ways.page(LoginForms.number(form, offer(), Said.NOTHING), language, request);
    }

    private Mono<ServerResponse> send(ServerRequest request, Language language) {
        return porter.posted(request)
                .flatMap(posted ->
                        number(posted)
                                .map(number -> sent(posted.browser(), number, request, language))
                                .orElseGet(() -> again(posted, request, language)));
    }

    private Mono<ServerResponse> again(Posted posted, ServerRequest request, Language language) {
        var form = porter.form(posted.browser());
        return ways.page(LoginForms.number(form, offer(), Said.WRONG), language, request);
    }

    private Offer offer() {
        return codes.areSent() ? Offer.CODES : Offer.LINKS_ONLY;
    }

    private Mono<ServerResponse> sent(
            Browser browser, Identifier number, ServerRequest request, Language language) {
        return codes.ask(browser, NetworkAddress.of(request), number, language::codeText)
                .then(Mono.defer(() -> Ways.lead(language, CODE)));
    }

    /** The number in the one spelling of its field's type; empty where it is none. */
    private Optional<Identifier> number(Posted posted) {
        var catalog = uses.policy().catalog();
        var name = login().map(Deployment.Login::number).filter(_ -> codes.areSent());
        return name.flatMap(catalog::field)
                .map(Field::type)
                .map(FieldType::of)
                .flatMap(type ->
                        Optional.ofNullable(posted.fields().get(NUMBER)).flatMap(type::normalise))
                .map(value -> new Identifier(name.orElseThrow(), Identifier.EVERYWHERE, value));
    }

    private Optional<Deployment.Login> login() {
        return Optional.ofNullable(uses.policy().catalog().deployment().login());
    }

    private Mono<ServerResponse> askCode(ServerRequest request, Language language) {
        return Cookies.PEOPLE
                .browser(request)
                .map(browser ->
                        ways.page(
                                LoginForms.code(porter.form(browser), Said.NOTHING),
                                language,
                                request))
                .orElseGet(() -> Ways.lead(language, LOGIN));
    }

    private Mono<ServerResponse> check(ServerRequest request, Language language) {
        return porter.posted(request)
                .flatMap(posted ->
                        codes.take(posted.browser(), posted.digits("code"))
                                .flatMap(subject ->
                                        entered(request, posted.browser(), subject, Fact.CODE))
                                .flatMap(_ -> Ways.lead(language, PersonPages.HOME))
                                .switchIfEmpty(
                                        Mono.defer(
                                                () -> wrong(posted.browser(), request, language))));
    }

    private Mono<ServerResponse> wrong(Browser browser, ServerRequest request, Language language) {
        return ways.page(LoginForms.code(porter.form(browser), Said.WRONG), language, request);
    }

    /** Looking at a link takes nothing: what follows links of its own must not use it up. */
    private Mono<ServerResponse> greet(ServerRequest request, Language language) {
        return ways.page(LoginForms.here(porter.form(porter.browser(request))), language, request);
    }

    private Mono<ServerResponse> follow(ServerRequest request, Language language) {
        return porter.posted(request)
                .flatMap(posted ->
                        links.take(request.pathVariable("token"))
                                .flatMap(subject ->
                                        entered(request, posted.browser(), subject, Fact.APP_LINK)))
                .flatMap(_ -> Ways.lead(language, PersonPages.HOME))
                .switchIfEmpty(Mono.defer(() -> ways.page(Ways.SPENT, language, request)));
    }

    /** Empty where the person is not served, whatever the reason. */
    private Mono<Browser> entered(
            ServerRequest request, Browser browser, SubjectId subject, Fact fact) {
        return Mono.justOrEmpty(login())
                .flatMap(login ->
                        entry.open(
                                use(request, login.purpose(), Operation.LINK),
                                use(request, login.access(), Operation.READ),
                                browser,
                                subject,
                                fact))
                .doOnNext(known -> Cookies.PEOPLE.set(request, known))
                .onErrorResume(LoginPages::isAboutThem, _ -> Mono.empty());
    }

    private Use use(ServerRequest request, String purpose, Operation operation) {
        var trace = Trace.of(request);
        return uses.begin(
                Choices.pages(uses), purpose, operation, null, trace.decision(), trace.traceId());
    }

    private static boolean isAboutThem(Throwable failure) {
        return failure instanceof RefusedException refused
                && (refused.refusal().kind() == Kind.DENIED
                        || refused.refusal().kind() == Kind.SUBJECT_UNAVAILABLE);
    }
}
