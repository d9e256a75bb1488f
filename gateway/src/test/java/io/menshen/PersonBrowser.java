package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.web.Door;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A browser at the door for people: it keeps the cookie, and posts what a page's form bears. */
final class PersonBrowser {
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
    private static final String COOKIE = "__Host-menshen";

    private final RunningGateway gateway;
    private @Nullable String cookie;
    private String form = "";

    PersonBrowser(RunningGateway gateway) {
        this.gateway = gateway;
    }

    HttpResponse<String> get(String path) {
        return kept(gateway.send(at(path).GET().build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** Posts the form of the page that was looked at last, as a browser does. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        return post(path, fields, Map.of("Sec-Fetch-Site", "same-origin"));
    }

    HttpResponse<String> post(
            String path, Map<String, String> fields, Map<String, String> headers) {
        var all = new HashMap<>(fields);
        all.putIfAbsent("form", form);
        var request =
                at(path).header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(all)));
        new TreeMap<>(headers).forEach(request::header);
        return kept(gateway.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest.Builder at(String path) {
        var address = "http://127.0.0.1:" + gateway.port(Door.PUBLIC) + path;
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
        return cookie == null ? request : request.header("Cookie", COOKIE + "=" + cookie);
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> kept(HttpResponse<String> answer) {
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        var found = FORM.matcher(answer.body());
        if (found.find()) {
            form = found.group(1);
        }
        return answer;
    }

    private void keep(String set) {
        assertThat(set)
                .startsWith(COOKIE + "=")
                .contains("; Secure", "; HTTPOnly", "; SameSite=Lax", "; Path=/")
                .doesNotContain("Domain");
        cookie = set.substring(COOKIE.length() + 1, set.indexOf(';'));
    }

    /** What the browser holds. */
    @Nullable String cookie() {
        return cookie;
    }

    void takes(@Nullable String other) {
        cookie = other;
    }

    /** Asks for a code to a number. */
    HttpResponse<String> ask(String number) {
        get("/en/login");
        return post("/en/login", Map.of("number", number));
    }

    /** Types a code. */
    HttpResponse<String> type(String code) {
        get("/en/login/code");
        return post("/en/login/code", Map.of("code", code));
    }

    /** Follows a link of an app. */
    HttpResponse<String> follow(String link) {
        get("/en" + link);
        return post("/en" + link, Map.of());
    }
}
