package io.menshen.console;

import io.menshen.kernel.Refusal;
import io.menshen.web.Html;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import reactor.core.publisher.Mono;

/** Renders the pages; they need no script, and nothing of them comes from elsewhere. */
final class Pages {
    private final TemplateEngine engine = new TemplateEngine();

    Pages() {
        var files = new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
        files.setPrefix("io/menshen/console/");
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
    record Page(String name, Map<String, Object> content, Refusal.@Nullable Kind refused) {
        Page(String name, Map<String, Object> content) {
            this(name, content, null);
        }

        /** A page that says no. */
        static Page refusing(String name, Refusal.Kind refused) {
            return new Page(name, Map.of(), refused);
        }
    }

    /** Reads every template and its words, so that no event loop has to. */
    void prepare(List<Page> all) {
        for (var language : Language.values()) {
            all.forEach(page -> text(page, language, "/"));
        }
    }

    /**
     * The answer.
     *
     * @param path of this page without its language
     */
    Mono<ServerResponse> answer(Page page, Language language, String path) {
        return Html.page(text(page, language, path), language.tag(), page.refused());
    }

    private String text(Page page, Language language, String path) {
        var context = new Context(language.locale(), page.content());
        context.setVariable("language", language.tag());
        context.setVariable("word", language.word());
        context.setVariable("path", path);
        return engine.process(page.name(), context);
    }
}
