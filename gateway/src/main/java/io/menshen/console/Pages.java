package io.menshen.console;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.web.Html;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import reactor.core.publisher.Mono;

/** Renders the pages; they need no script, and nothing of them comes from elsewhere. */
public final class Pages {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    /** Nothing was done, since a part does not answer. */
    public static final Page LATER = Page.refusing("later", Refusal.Kind.STORE_UNAVAILABLE);

    private final TemplateEngine engine = new TemplateEngine();

    /**
     * Pages whose templates and words are there.
     *
     * @param folder on the class path, with a stroke at its end
     */
    public Pages(String folder) {
        var files = new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
        files.setPrefix(folder);
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        files.setCacheable(true);
        engine.setTemplateResolver(files);
    }

    /**
     * One page as it is shown.
     *
     * @param name of its template
     * @param content what the template names, beside the language and the address of the page
     * @param refused what it says no to; null where it does not
     */
    public record Page(String name, Map<String, Object> content, Refusal.@Nullable Kind refused) {
        /** A page that grants what was asked. */
        public Page(String name, Map<String, Object> content) {
            this(name, content, null);
        }

        /** A page that says no. */
        public static Page refusing(String about, Refusal.Kind refused) {
            return new Page("refused", Map.of("about", about), refused);
        }
    }

    /** What is answered to a request in a language; empty where there is no such page. */
    interface Shown extends BiFunction<ServerRequest, Language, Mono<Page>> {}

    /**
     * Answers a route by pages.
     *
     * @param missing where there is no such page
     * @param path of the same page in the other language, without it
     */
    HandlerFunction<ServerResponse> serving(
            Shown shown, Page missing, Function<ServerRequest, String> path) {
        return request -> {
            var language = Language.of(request);
            return shown.apply(request, language)
                    .defaultIfEmpty(missing)
                    .onErrorResume(Pages::later)
                    .flatMap(page -> answer(page, language, path.apply(request)));
        };
    }

    /** What is answered to a request in a language: a page, or the way to another. */
    public interface Answered extends BiFunction<ServerRequest, Language, Mono<ServerResponse>> {}

    /**
     * Answers a route by pages and ways to others.
     *
     * @param path as in {@link #serving}
     */
    public HandlerFunction<ServerResponse> answering(
            Answered answered, Function<ServerRequest, String> path) {
        return request -> {
            var language = Language.of(request);
            return answered.apply(request, language)
                    .onErrorResume(failure ->
                            later(failure)
                                    .flatMap(page -> answer(page, language, path.apply(request))));
        };
    }

    /** Whatever failed, the person is told in their language; what is no refusal is logged. */
    private static Mono<Page> later(Throwable failure) {
        if (!(failure instanceof RefusedException)) {
            LOG.error("a page failed: {}", failure.getClass().getName());
        }
        return Mono.just(LATER);
    }

    /** Reads every template and its words, so that no event loop has to. */
    public void prepare(List<Page> all) {
        for (var language : Language.values()) {
            all.forEach(page -> text(page, language, "/"));
        }
    }

    /** A page as an answer. */
    public Mono<ServerResponse> answer(Page page, Language language, String path) {
        return Html.page(text(page, language, path), language.tag(), page.refused());
    }

    /** A page as text. */
    String text(Page page, Language language, String path) {
        var context = new Context(language.locale(), page.content());
        context.setVariable("language", language.tag());
        context.setVariable("word", language.word());
        context.setVariable("path", path);
        return engine.process(page.name(), context);
    }
}
