package io.menshen.console;

import com.github.difflib.DiffUtils;
import io.menshen.access.Uses;
import io.menshen.catalog.Label;
import io.menshen.console.Pages.Page;
import io.menshen.kernel.Refusal;
import io.menshen.notice.Notice;
import io.menshen.notice.NoticeArchive;
import io.menshen.notice.NoticeArchive.Kept;
import io.menshen.notice.Notices;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import java.util.List;
import java.util.Map;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The notices as pages, every version that was in force (T/CCAGM 002 4.1.2-c): to read, print and
 * save, and what a version changed. They are public, and name nobody.
 */
final class NoticePages {
    private static final String NOTICES = "/notices";
    private static final String CURRENT = NOTICES + "/{purpose:[a-z][a-z_]*}";
    private static final String VERSION = CURRENT + "/{version:[0-9]{1,6}}";
    private static final Page MISSING = Page.refusing("missing", Refusal.Kind.NOT_FOUND);
    private static final MediaType MARKDOWN =
            MediaType.parseMediaType("text/markdown;charset=UTF-8");

    private final Uses uses;
    private final Notices notices;
    private final NoticeArchive archive;
    private final Pages pages;
    private final Parser markdown = Parser.builder().build();
    private final HtmlRenderer html =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    NoticePages(Uses uses, Notices notices, NoticeArchive archive, Pages pages) {
        this.uses = uses;
        this.notices = notices;
        this.archive = archive;
        this.pages = pages;
        pages.prepare(
                List.of(
                        MISSING,
                        listed(List.of()),
                        shown("", 2, "", "<h1>-</h1>"),
                        changed("", 2, List.of())));
    }

    DoorRoutes routes() {
        var routes = RouterFunctions.route();
        for (var prefix : List.of("", PageRoutes.LANGUAGE)) {
            routes.GET(prefix + NOTICES, page((_, language) -> Mono.just(all(language))))
                    .GET(prefix + CURRENT, page(this::current))
                    .GET(prefix + VERSION, page(this::version))
                    .GET(prefix + VERSION + "/changes", page(this::changes))
                    .GET(prefix + VERSION + "/text", this::text);
        }
        return new DoorRoutes(Door.PUBLIC, Access.OPEN, routes.build());
    }

    private HandlerFunction<ServerResponse> page(Pages.Shown shown) {
        return pages.serving(shown, MISSING, NoticePages::path);
    }

    private static String path(ServerRequest request) {
        return request.path().replaceFirst("^/(zh|en)(?=/)", "");
    }

    private Page all(Language language) {
        var policy = uses.policy();
        return listed(
                policy.catalog().purposes().keySet().stream()
                        .flatMap(purpose -> notices.current(policy, purpose).stream())
                        .distinct()
                        .map(notice -> entry(notice, language))
                        .toList());
    }

    private static Map<String, String> entry(Notice notice, Language language) {
        return Map.of(
                "purpose", notice.purpose(),
                "label", language.of(notice.own().label()),
                "version", Integer.toString(notice.version()));
    }

    private Mono<Page> current(ServerRequest request, Language language) {
        return Mono.justOrEmpty(notices.current(uses.policy(), request.pathVariable("purpose")))
                .map(notice ->
                        shown(
                                notice.purpose(),
                                notice.version(),
                                notice.hash(),
                                rendered(notice.text(), language)));
    }

    private Mono<Page> version(ServerRequest request, Language language) {
        return kept(request, 0)
                .map(kept ->
                        shown(
                                kept.purpose(),
                                kept.version(),
                                kept.hash(),
                                rendered(kept.text(), language)));
    }

    private Mono<Page> changes(ServerRequest request, Language language) {
        return kept(request, 0)
                .flatMap(later ->
                        kept(request, 1)
                                .map(earlier ->
                                        changed(
                                                later.purpose(),
                                                later.version(),
                                                lines(
                                                        language.of(earlier.text()),
                                                        language.of(later.text())))));
    }

    private Mono<ServerResponse> text(ServerRequest request) {
        var language = Language.of(request);
        return kept(request, 0)
                .flatMap(kept ->
                        ServerResponse.ok()
                                .contentType(MARKDOWN)
                                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "attachment; filename=\"%s-%d.%s.md\""
                                                .formatted(
                                                        kept.purpose(),
                                                        kept.version(),
                                                        language.word()))
                                .bodyValue(language.of(kept.text())))
                .switchIfEmpty(Mono.defer(() -> page((_, _) -> Mono.empty()).handle(request)));
    }

    /** The version of the address, or one that many before it. */
    private Mono<Kept> kept(ServerRequest request, int before) {
        var version = Integer.parseInt(request.pathVariable("version")) - before;
        return archive.find(request.pathVariable("purpose"), version);
    }

    private String rendered(Label text, Language language) {
        return html.render(markdown.parse(language.of(text)));
    }

    /** The lines of the later text, with those that went. */
    private static List<Map<String, String>> lines(String earlier, String later) {
        return DiffUtils.diff(earlier.lines().toList(), later.lines().toList(), true)
                .getDeltas()
                .stream()
                .flatMap(NoticeLines::of)
                .toList();
    }

    private static Page listed(List<Map<String, String>> notices) {
        return new Page("notices", Map.of("notices", notices));
    }

    private static Page shown(String purpose, int version, String hash, String text) {
        return new Page(
                "notice",
                Map.of("purpose", purpose, "version", version, "hash", hash, "text", text));
    }

    private static Page changed(String purpose, int version, List<Map<String, String>> lines) {
        return new Page("changes", Map.of("purpose", purpose, "version", version, "lines", lines));
    }
}
