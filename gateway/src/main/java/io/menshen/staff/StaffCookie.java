package io.menshen.staff;

import io.menshen.login.Browser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The one cookie of these pages, by another name than that of people: ports do not keep cookies
 * apart. It is sent along when the provider leads back, and never with another site's form.
 */
final class StaffCookie {
    static final String NAME = "__Host-menshen-staff";

    private StaffCookie() {}

    /** The browser that asks; empty where it shows no cookie of ours, or two. */
    static Optional<Browser> browser(ServerRequest request) {
        var shown = request.cookies().getOrDefault(NAME, List.of());
        return shown.size() == 1
                ? Optional.of(shown.getFirst()).map(HttpCookie::getValue).flatMap(Browser::of)
                : Optional.empty();
    }

    static void set(ServerRequest request, Browser browser) {
        add(request, cookie(browser.cookie()).build());
    }

    static void clear(ServerRequest request) {
        add(request, cookie("").maxAge(Duration.ZERO).build());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String value) {
        return ResponseCookie.from(NAME, value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Lax");
    }

    private static void add(ServerRequest request, ResponseCookie cookie) {
        request.exchange().getResponse().addCookie(cookie);
    }
}
