package io.menshen;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID provider with real keys, a code that fits once, and PKCE. It asks nobody for a
 * password, and can be told to lie.
 */
final class OpenIdProvider {
    static final String CLIENT = "menshen-staff";
    private static final String SECRET = "a secret of the tests";

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger keys = new AtomicInteger();

    volatile String person = "";
    volatile List<String> roles = List.of();
    volatile RSAKey key = fresh();
    volatile boolean down;
    volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
    volatile UnaryOperator<String> token = UnaryOperator.identity();

    private OpenIdProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    static OpenIdProvider open() {
        try {
            return new OpenIdProvider();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The settings of a gateway whose staff log in here. */
    String[] settings(String... more) {
        try {
            var port = FreePorts.choose().api();
            var secret = Files.createTempFile("menshen-staff", ".secret");
            Files.writeString(secret, SECRET);
            var all = new ArrayList<>(List.of(more));
            all.addAll(
                    List.of(
                            "--menshen.web.doors.staff.port=" + port,
                            "--menshen.staff.address=http://127.0.0.1:" + port,
                            "--menshen.staff.issuer=" + issuer(),
                            "--menshen.staff.client-id=" + CLIENT,
                            "--menshen.staff.secret-file=" + secret));
            all.addAll(duty(0, "officer", "privacy_officer", "privacy-desk"));
            all.addAll(duty(1, "auditor", "auditor", "auditor"));
            all.addAll(duty(2, "clerk", "desk_clerk", "service-desk"));
            return all.toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> duty(int at, String claimed, String role, String consumer) {
        var key = "--menshen.staff.roles[" + at + "].";
        return List.of(
                key + "claimed=" + claimed, key + "role=" + role, key + "consumer=" + consumer);
    }

    /** Who logs in next, and nobody lies any more. */
    void loggedIn(String who, String... theirs) {
        person = who;
        roles = List.of(theirs);
        claims = UnaryOperator.identity();
        token = UnaryOperator.identity();
        down = false;
    }

    void rotate() {
        key = fresh();
    }

    private RSAKey fresh() {
        try {
            return new RSAKeyGenerator(2048).keyID("key-" + keys.incrementAndGet()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (down) {
                exchange.sendResponseHeaders(502, -1);
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> write(exchange, 200, discovery());
                case "/jwks" -> write(exchange, 200, new JWKSet(key).toPublicJWKSet().toString());
                case "/authorize" -> authorize(exchange);
                case "/token" -> redeem(exchange);
                default -> write(exchange, 200, "{}");
            }
        }
    }

    private String discovery() {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "issuer",
                                issuer(),
                                "authorization_endpoint",
                                issuer() + "/authorize",
                                "token_endpoint",
                                issuer() + "/token",
                                "jwks_uri",
                                issuer() + "/jwks",
                                "end_session_endpoint",
                                issuer() + "/logout",
                                "response_types_supported",
                                List.of("code"),
                                "subject_types_supported",
                                List.of("public"),
                                "id_token_signing_alg_values_supported",
                                List.of("RS256")));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = first(exchange.getRequestURI().getRawQuery());
        var code = UUID.randomUUID().toString();
        codes.put(code, asked);
        var back = "?code=" + code + "&state=" + asked.get("state");
        exchange.getResponseHeaders().set("Location", asked.get("redirect_uri") + back);
        exchange.sendResponseHeaders(302, -1);
    }

    private void redeem(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var given = first(new String(body, StandardCharsets.UTF_8));
        var asked = codes.remove(given.getOrDefault("code", ""));
        var isClient = basic().equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!isClient) {
            write(exchange, 401, "{\"error\":\"invalid_client\"}");
        } else if (asked == null
                || !challenge(given.getOrDefault("code_verifier", ""))
                        .equals(asked.get("code_challenge"))
                || !String.valueOf(asked.get("redirect_uri")).equals(given.get("redirect_uri"))) {
            write(exchange, 400, "{\"error\":\"invalid_grant\"}");
        } else {
            var tokens =
                    Map.of(
                            "access_token",
                            "none",
                            "token_type",
                            "Bearer",
                            "id_token",
                            token.apply(signed(asked.getOrDefault("nonce", ""))));
            write(exchange, 200, JsonMapper.shared().writeValueAsString(tokens));
        }
    }

    private static String basic() {
        var both = CLIENT + ":" + SECRET.replace(" ", "+");
        var bytes = both.getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    private static Map<String, String> first(String query) {
        var all = new ConcurrentHashMap<String, String>();
        URLUtils.parseParameters(query).forEach((name, values) -> all.put(name, values.getFirst()));
        return all;
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            var bytes = hash.digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(String nonce) {
        return sign(claims.apply(said(nonce)).build(), key);
    }

    private JWTClaimsSet.Builder said(String nonce) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(person)
                .audience(CLIENT)
                .claim("nonce", nonce)
                .claim("roles", roles)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    static String sign(JWTClaimsSet claims, RSAKey key) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
            var signed = new SignedJWT(header, claims);
            signed.sign(new RSASSASigner(key));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
