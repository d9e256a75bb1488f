package io.menshen.staff;

import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.login.Browser;
import io.menshen.login.Sessions;
import io.menshen.web.Bodies;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Lets in what was posted by a form of these pages in that browser, and nothing else: the browser
 * says that it comes from here, and the form bears what only our page could know.
 */
final class StaffPorter {
    /** The field that every form bears. */
    static final String FORM = "form";

    private static final String SITE = "Sec-Fetch-Site";
    private static final String NOT_TOLD = "null";

    private final Sessions marks;
    private final Bodies bodies;
    private final String address;

    StaffPorter(Sessions marks, Bodies bodies, Relying relying) {
        this.marks = marks;
        this.bodies = bodies;
        this.address = relying.address();
    }

    /** A form that was posted from here. */
    record Posted(Browser browser, Map<String, Personal<String>> fields) {}

    /** What the forms of that browser's pages bear. */
    String form(Browser browser) {
        return marks.form(browser);
    }

    /**
     * The form that was posted.
     *
     * @return a {@link io.menshen.kernel.RefusedException} {@code DENIED} where another page may
     *     have had it posted, {@code INVALID} where it is no form
     */
    Mono<Posted> posted(ServerRequest request) {
        var browser = StaffCookie.browser(request);
        if (browser.isEmpty() || !isFromHere(request)) {
            return Mono.error(StaffPorter::stranger);
        }
        return bodies.form(request)
                .filter(fields -> marks.isForm(browser.get(), Typed.text(fields, FORM)))
                .map(fields -> new Posted(browser.get(), fields))
                .switchIfEmpty(Mono.error(StaffPorter::stranger));
    }

    /** As the browser says; where it says nothing, the form's own mark must do. */
    private boolean isFromHere(ServerRequest request) {
        var headers = request.headers();
        var site = headers.firstHeader(SITE);
        if (site != null) {
            return site.equals("same-origin");
        }
        var origin = headers.firstHeader(HttpHeaders.ORIGIN);
        return origin == null || origin.equals(NOT_TOLD) || origin.equals(address);
    }

    private static RuntimeException stranger() {
        return Refusal.of(Refusal.Kind.DENIED).toException();
    }
}
