package io.menshen.standalone.identity;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

/**
 * The identity provider of development, on the loopback address alone. It publishes the issuer's
 * keys, and lets whoever is at this machine log in to the pages for the staff as one of a few
 * people who do not exist. It hands out no access tokens: whoever may read the data folder mints
 * them, nobody else on the machine.
 */
public final class IdentityProvider implements AutoCloseable {
    /** The one client: a gateway of this machine. */
    public static final String CLIENT = DevelopmentLogin.CLIENT;

    private static final int LARGEST = 8192;

    /** Another name for this address would let a page from elsewhere read it. */
    private static final Pattern HOST =
            Pattern.compile("(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?");

    private final DevelopmentIssuer issuer;
    private final DevelopmentLogin login;
    private final DisposableServer server;

    private IdentityProvider(DevelopmentIssuer issuer, int port) {
        this.issuer = issuer;
        this.login = new DevelopmentLogin(issuer, Clock.systemUTC());
        this.server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(port)
                        .route(this::routes)
                        .bindNow(Duration.ofSeconds(10));
    }

    /**
     * Starts to listen.
     *
     * @param port 1 to 65535, or 0 for any free one
     */
    public static IdentityProvider start(DevelopmentIssuer issuer, int port) {
        return new IdentityProvider(issuer, port);
    }

    private void routes(HttpServerRoutes routes) {
        routes.get("/jwks", (_, response) -> json(response, "jwk-set+json", issuer.keys()));
        routes.get(
                "/.well-known/openid-configuration",
                (_, response) -> json(response, "json", discovery()));
        routes.get("/authorize", (request, response) -> here(request, response, this::asked));
        routes.post("/authorize", (request, response) -> here(request, response, this::chosen));
        routes.post("/token", this::redeemed);
    }

    private static Publisher<Void> json(HttpServerResponse response, String type, String text) {
        return response.header(HttpHeaderNames.CONTENT_TYPE, "application/" + type)
                .header(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .sendString(Mono.just(text));
    }

    private String discovery() {
        var own = issuer().toString();
        var all =
                Map.of(
                        "issuer",
                        own,
                        "authorization_endpoint",
                        own + "/authorize",
                        "token_endpoint",
                        own + "/token",
                        "jwks_uri",
                        own + "/jwks",
                        "response_types_supported",
                        List.of("code"),
                        "subject_types_supported",
                        List.of("public"),
                        "id_token_signing_alg_values_supported",
                        List.of("ES256"),
                        "token_endpoint_auth_methods_supported",
                        List.of("none"));
        return JsonMapper.shared().writeValueAsString(all);
    }

    private interface Answered {
        Publisher<Void> to(HttpServerRequest request, HttpServerResponse response);
    }

    private static Publisher<Void> here(
            HttpServerRequest request, HttpServerResponse response, Answered answered) {
        var host =
                Objects.requireNonNullElse(request.requestHeaders().get(HttpHeaderNames.HOST), "");
        return HOST.matcher(host).matches()
                ? answered.to(request, response)
                : response.status(403).send();
    }

    private Publisher<Void> asked(HttpServerRequest request, HttpServerResponse response) {
        var query = Objects.requireNonNullElse(URI.create(request.uri()).getRawQuery(), "");
        var parameters = DevelopmentLogin.parameters(query);
        return DevelopmentLogin.isSound(parameters)
                ? response.header(HttpHeaderNames.CONTENT_TYPE, "text/html;charset=UTF-8")
                        .header(HttpHeaderNames.CACHE_CONTROL, "no-store")
                        .header(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'")
                        .sendString(Mono.fromSupplier(() -> LoginPage.of(parameters)))
                : response.status(400).send();
    }

    private Publisher<Void> chosen(HttpServerRequest request, HttpServerResponse response) {
        return form(
                request,
                fields -> {
                    var asked = new HashMap<>(fields);
                    var user = Objects.requireNonNullElse(asked.remove("user"), "");
                    return login.chosen(user, asked)
                            .map(back -> Mono.from(response.sendRedirect(back)))
                            .orElseGet(() -> Mono.from(response.status(400).send()));
                });
    }

    private Publisher<Void> redeemed(HttpServerRequest request, HttpServerResponse response) {
        return form(request, fields -> Mono.from(tokens(response, fields)));
    }

    private Publisher<Void> tokens(HttpServerResponse response, Map<String, String> fields) {
        return login.redeemed(fields, issuer().toString())
                .map(token ->
                        Map.of("access_token", "none", "token_type", "Bearer", "id_token", token))
                .map(all -> json(response, "json", JsonMapper.shared().writeValueAsString(all)))
                .orElseGet(
                        () -> json(response.status(400), "json", "{\"error\":\"invalid_grant\"}"));
    }

    private static Mono<Void> form(
            HttpServerRequest request, Function<Map<String, String>, Mono<Void>> answered) {
        return request.receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("")
                .filter(text -> text.length() <= LARGEST)
                .map(DevelopmentLogin::parameters)
                .defaultIfEmpty(Map.of())
                .flatMap(answered);
    }

    /** The {@code iss} of its ID tokens, below which its discovery document is. */
    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Where its keys are. */
    public URI keys() {
        return issuer().resolve("/jwks");
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(2));
    }
}
