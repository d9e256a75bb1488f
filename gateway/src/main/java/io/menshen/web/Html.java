package io.menshen.web;

import io.menshen.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers that people look at. */
public final class Html {
    /** Nothing but our own style and forms. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final MediaType TYPE = MediaType.parseMediaType("text/html;charset=UTF-8");

    /** A file that is opened as a page runs nothing, and asks nobody. */
    private static final String ALONE = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

    private Html() {}

    /**
     * A file to be kept by whoever asked for it.
     *
     * @param name of ASCII letters, digits, points and hyphens, which tells nothing of anybody
     */
    public static Mono<ServerResponse> attachment(String name, MediaType type, String text) {
        return ServerResponse.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header("Content-Security-Policy", ALONE)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .bodyValue(text);
    }

    /**
     * A page that takes nothing from elsewhere, that no other page shows in a frame, and whose
     * address is told to nobody.
     *
     * @param language as in {@code Content-Language}
     * @param refused what the page says no to, in the terms of the table of problems; null where it
     *     does not
     */
    public static Mono<ServerResponse> page(
            String html, String language, Refusal.@Nullable Kind refused) {
        var status = refused == null ? 200 : ProblemType.of(refused).status();
        return ServerResponse.status(status)
                .contentType(TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .bodyValue(html);
    }
}
