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

/** A browser at the door for the staff: it keeps the cookie, and posts what a page's form bears. */
final class StaffBrowser {
    private static final String COOKIE = "__Host-menshen-staff";

    private final RunningGateway gateway;
    private final Map<String, String> hidden = new HashMap<>();
    private @Nullable String cookie;

    StaffBrowser(RunningGateway gateway) {
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
        var all = new HashMap<>(hidden);
        all.putAll(fields);
        var request =
                at(path).header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(all)));
        new TreeMap<>(headers).forEach(request::header);
        return kept(gateway.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest.Builder at(String path) {
        var address = "http://127.0.0.1:" + gateway.port(Door.STAFF) + path;
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
        return cookie == null ? request : request.header("Cookie", COOKIE + "=" + cookie);
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        field.getKey()
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> kept(HttpResponse<String> answer) {
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        for (var name : new String[] {"form", "key"}) {
            var found =
                    Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"")
                            .matcher(answer.body());
            if (found.find()) {
                hidden.put(name, found.group(1));
            }
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

    /** Goes to the provider; answers the path by which it leads back. */
    String atProvider() {
        var begun = get("/en/login/begin");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        var place = URI.create(begun.headers().firstValue("Location").orElseThrow());
        var sent =
                gateway.send(
                        HttpRequest.newBuilder(place).build(),
                        HttpResponse.BodyHandlers.ofString());
        var back = URI.create(sent.headers().firstValue("Location").orElseThrow());
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    /** Logs in as whom the provider knows. */
    HttpResponse<String> login() {
        return get(atProvider());
    }
}
