package io.menshen.console;

import io.menshen.console.Pages.Page;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Kind;
import io.menshen.kernel.RefusedException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** From page to page behind the login, and what is told where a way is closed. */
final class Ways {
    /** The link was used before, or is too old. */
    static final Page SPENT = Page.refusing("spent", Kind.NOT_FOUND);

    private static final Page FORM = Page.refusing("form", Kind.DENIED);
    private static final Page OFTEN = Page.refusing("often", Kind.CAPPED);

    private final Pages pages;

    Ways(Pages pages) {
        this.pages = pages;
        pages.prepare(List.of(FORM, OFTEN));
    }

    void prepare(List<Page> all) {
        pages.prepare(all);
    }

    /** A route of pages and ways. */
    HandlerFunction<ServerResponse> to(Pages.Answered answered) {
        Pages.Answered told =
                (request, language) ->
                        answered.apply(request, language)
                                .onErrorResume(
                                        RefusedException.class,
                                        refused ->
                                                closed(refused.refusal(), request)
                                                        .map(page -> page(page, language, request))
                                                        .orElseGet(() -> Mono.error(refused)));
        return pages.answering(told, Ways::path);
    }

    private static Optional<Page> closed(Refusal refusal, ServerRequest request) {
        if (refusal.kind() == Kind.CAPPED) {
            var headers = request.exchange().getResponse().getHeaders();
            headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(refusal.retryAfterSeconds()));
            return Optional.of(OFTEN);
        }
        return refusal.kind() == Kind.DENIED || refusal.kind() == Kind.INVALID
                ? Optional.of(FORM)
                : Optional.empty();
    }

    Mono<ServerResponse> page(Page page, Language language, ServerRequest request) {
        return pages.answer(page, language, path(request));
    }

    /** To a page of ours, by a GET of its own: pressing reload there does nothing twice. */
    static Mono<ServerResponse> lead(Language language, String path) {
        return ServerResponse.seeOther(URI.create("/" + language.word() + path)).build();
    }

    /** To a page of another system, which is not told where from. */
    static Mono<ServerResponse> leave(URI address) {
        return ServerResponse.seeOther(address).header("Referrer-Policy", "no-referrer").build();
    }

    /** Where the same page is in the other language; what was pressed is not pressed again. */
    private static String path(ServerRequest request) {
        var path = request.path().replaceFirst("^/(zh|en)(?=/)", "");
        return path.replaceFirst("^(/me/(?:choices|requests|copy))/.*|^(/me)/marketing", "$1$2");
    }
}
