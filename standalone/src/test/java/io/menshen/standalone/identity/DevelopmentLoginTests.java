package io.menshen.standalone.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The login of development over HTTP, as a gateway and a browser meet it. */
class DevelopmentLoginTests {
    private static final String BACK = "http://127.0.0.1:8415/login/callback";

    @TempDir Path temporary;

    private final HttpClient client = HttpClient.newHttpClient();
    private final CodeVerifier verifier = new CodeVerifier();
    private final Map<String, String> asked = new HashMap<>();
    private @Nullable IdentityProvider started;

    @BeforeEach
    void start() throws Exception {
        var issuer = DevelopmentIssuer.of(temporary.resolve("key.json"), Clock.systemUTC());
        started = IdentityProvider.start(issuer, 0);
        asked.put("client_id", IdentityProvider.CLIENT);
        asked.put("response_type", "code");
        asked.put("redirect_uri", BACK);
        asked.put("state", "a state");
        asked.put("nonce", "a-nonce");
        asked.put("code_challenge_method", "S256");
        asked.put(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
    }

    @AfterEach
    void stop() {
        provider().close();
        client.close();
    }

    private IdentityProvider provider() {
        return Objects.requireNonNull(started);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(provider().issuer() + path));
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        return send(at(path).POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(one ->
                        one.getKey()
                                + "="
                                + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String code() throws Exception {
        var fields = new HashMap<>(asked);
        fields.put("user", "officer");
        var chosen = post("/authorize", fields);
        assertThat(chosen.statusCode()).isEqualTo(302);
        var back = chosen.headers().firstValue("Location").orElseThrow();
        assertThat(back).startsWith(BACK + "?").contains("state=a+state");
        return back.replaceFirst(".*code=([^&]+).*", "$1");
    }

    private Map<String, String> given(String code) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                IdentityProvider.CLIENT,
                "redirect_uri",
                BACK,
                "code",
                code,
                "code_verifier",
                verifier.getValue());
    }

    @Test
    void a_user_is_chosen_by_a_button_and_the_id_token_names_them() throws Exception {
        var metadata =
                OIDCProviderMetadata.parse(send(at("/.well-known/openid-configuration")).body());
        assertThat(metadata.getIssuer().getValue()).isEqualTo(provider().issuer().toString());
        var page = send(at("/authorize?" + encoded(asked)));
        assertThat(page.body()).contains("Development only", "officer", "platform");

        var tokens = post("/token", given(code()));

        assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
        var token =
                SignedJWT.parse(
                        JsonMapper.shared().readTree(tokens.body()).path("id_token").asString());
        var key = JWKSet.load(metadata.getJWKSetURI().toURL()).getKeys().getFirst().toECKey();
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(provider().issuer().toString());
        assertThat(claims.getAudience()).containsExactly(IdentityProvider.CLIENT);
        assertThat(claims.getSubject()).isEqualTo("s-privacy-01");
        assertThat(claims.getStringListClaim("roles")).containsExactly("officer");
        assertThat(claims.getStringClaim("nonce")).isEqualTo("a-nonce");
    }

    @Test
    void a_code_fits_once_and_with_its_verifier() throws Exception {
        var code = code();
        var other = new HashMap<>(given(code()));
        other.put("code_verifier", new CodeVerifier().getValue());

        assertThat(post("/token", other).statusCode()).isEqualTo(400);
        assertThat(post("/token", given(code)).statusCode()).isEqualTo(200);
        assertThat(post("/token", given(code)).statusCode()).isEqualTo(400);
    }

    @Test
    void it_leads_back_to_this_machine_alone_and_for_whom_it_knows() throws Exception {
        asked.put("redirect_uri", "https://evil.example/login/callback");
        assertThat(send(at("/authorize?" + encoded(asked))).statusCode()).isEqualTo(400);
        var fields = new HashMap<>(asked);
        fields.put("user", "officer");
        assertThat(post("/authorize", fields).statusCode()).isEqualTo(400);
        asked.put("redirect_uri", BACK);
        fields.putAll(asked);
        fields.put("user", "nobody");
        assertThat(post("/authorize", fields).statusCode()).isEqualTo(400);
    }
}
