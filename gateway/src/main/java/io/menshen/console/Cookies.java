package io.menshen.console;

import io.menshen.login.Browser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The one cookie of the pages of a door. Its prefix binds it to this host and to TLS (RFC 6265bis,
 * 4.1.3.2), no script reads it, and no other site's form sends it.
 *
 * @param name begins with {@code __Host-}
 */
public record Cookies(String name) {
    /** That of people: ports do not keep cookies apart, names do. */
    static final Cookies PEOPLE = new Cookies("__Host-menshen");

    /** The browser that asks; empty where it shows no cookie of ours, or two. */
    public Optional<Browser> browser(ServerRequest request) {
        var shown = request.cookies().getOrDefault(name, List.of());
        return shown.size() == 1
                ? Optional.of(shown.getFirst()).map(HttpCookie::getValue).flatMap(Browser::of)
                : Optional.empty();
    }

    /** Goes as the browser is closed. */
    public void set(ServerRequest request, Browser browser) {
        add(request, cookie(browser.cookie()).build());
    }

    /** Takes it away. */
    public void clear(ServerRequest request) {
        add(request, cookie("").maxAge(Duration.ZERO).build());
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax");
    }

    private static void add(ServerRequest request, ResponseCookie cookie) {
        request.exchange().getResponse().addCookie(cookie);
    }
}
