package io.menshen.console;

import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.login.Browser;
import io.menshen.login.Sessions;
import io.menshen.web.Bodies;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Lets in what was posted by a form of our own pages in that browser, and nothing else: the browser
 * says that it comes from here, and the form bears what only our page could know.
 */
public final class Porter {
    /** The field that every form bears. */
    public static final String FORM = "form";

    private static final String SITE = "Sec-Fetch-Site";
    private static final String NOT_TOLD = "null";

    private final Sessions sessions;
    private final Bodies bodies;
    private final Cookies cookies;
    private final @Nullable URI address;

    /**
     * The one of a door.
     *
     * @param address under which browsers reach it; null where that is not known
     */
    public Porter(Sessions sessions, Bodies bodies, Cookies cookies, @Nullable URI address) {
        this.sessions = sessions;
        this.bodies = bodies;
        this.cookies = cookies;
        this.address = address;
    }

    /** A form that was posted from here. */
    public record Posted(Browser browser, Map<String, Personal<String>> fields) {
        /** The digits of a field; none where it is not there. */
        String digits(String name) {
            return Optional.ofNullable(fields.get(name)).map(Typed::digits).orElse("");
        }
    }

    /** The browser that asks, which gets a cookie where it shows none. */
    public Browser browser(ServerRequest request) {
        return cookies.browser(request).orElseGet(() -> greeted(request));
    }

    private Browser greeted(ServerRequest request) {
        var browser = sessions.browser();
        cookies.set(request, browser);
        return browser;
    }

    /** What the forms of that browser's pages bear. */
    public String form(Browser browser) {
        return sessions.form(browser);
    }

    /**
     * The form that was posted.
     *
     * @return a {@link io.menshen.kernel.RefusedException} {@code DENIED} where another page may
     *     have had it posted, {@code INVALID} where it is no form
     */
    public Mono<Posted> posted(ServerRequest request) {
        var browser = cookies.browser(request);
        if (browser.isEmpty() || !isFromHere(request)) {
            return Mono.error(Porter::stranger);
        }
        return bodies.form(request)
                .filter(fields -> isOurs(browser.get(), fields))
                .map(fields -> new Posted(browser.get(), fields))
                .switchIfEmpty(Mono.error(Porter::stranger));
    }

    private boolean isOurs(Browser browser, Map<String, Personal<String>> fields) {
        var token = fields.get(FORM);
        return token != null && sessions.isForm(browser, Typed.text(token));
    }

    /**
     * As the browser says. One that tells of no site tells of an origin, or of none where a page
     * keeps its address to itself, as ours do; then the form's own mark must do.
     */
    private boolean isFromHere(ServerRequest request) {
        var headers = request.headers();
        var site = headers.firstHeader(SITE);
        if (site != null) {
            return site.equals("same-origin");
        }
        var origin = headers.firstHeader(HttpHeaders.ORIGIN);
        return origin == null || origin.equals(NOT_TOLD) || isOwn(origin, request);
    }

    private boolean isOwn(String origin, ServerRequest request) {
        if (address != null) {
            return origin.equals(address.getScheme() + "://" + address.getAuthority());
        }
        var host = Objects.requireNonNullElse(request.headers().firstHeader(HttpHeaders.HOST), "");
        return origin.equals("https://" + host) || origin.equals("http://" + host);
    }

    private static RuntimeException stranger() {
        return Refusal.of(Refusal.Kind.DENIED).toException();
    }
}
