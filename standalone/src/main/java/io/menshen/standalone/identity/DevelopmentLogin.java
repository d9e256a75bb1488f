package io.menshen.standalone.identity;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The login of development (OpenID Connect Core 1.0, 3.1): whoever is at this machine chooses who
 * they are by a button. A code fits once, for a minute, with its verifier (RFC 7636).
 */
final class DevelopmentLogin {
    /** The one client: a gateway of this machine. */
    static final String CLIENT = "menshen-staff";

    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final int MOST = 1000;
    private static final Pattern BACK =
            Pattern.compile("http://127\\.0\\.0\\.1:[0-9]{1,5}/login/callback");

    private record Chosen(DevelopmentUser user, Map<String, String> asked, Instant until) {}

    private final DevelopmentIssuer issuer;
    private final Clock clock;
    private final Map<String, Chosen> codes = new ConcurrentHashMap<>();

    DevelopmentLogin(DevelopmentIssuer issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** The parameters of a query or form, each once. */
    static Map<String, String> parameters(String text) {
        var all = new HashMap<String, String>();
        URLUtils.parseParameters(text).forEach((name, values) -> all.put(name, values.getFirst()));
        return all;
    }

    /** Whether that is a request of the client, as {@code /authorize} is asked. */
    static boolean isSound(Map<String, String> asked) {
        return CLIENT.equals(asked.get("client_id"))
                && "code".equals(asked.get("response_type"))
                && "S256".equals(asked.get("code_challenge_method"))
                && !asked.getOrDefault("code_challenge", "").isEmpty()
                && BACK.matcher(asked.getOrDefault("redirect_uri", "")).matches();
    }

    /** Where a browser is led back to that chose who it is; empty where the request is none. */
    Optional<String> chosen(String word, Map<String, String> asked) {
        return DevelopmentUser.of(word)
                .filter(_ -> isSound(asked) && codes.size() < MOST)
                .map(user -> back(user, asked));
    }

    private String back(DevelopmentUser user, Map<String, String> asked) {
        codes.values().removeIf(one -> one.until().isBefore(clock.instant()));
        var code = UUID.randomUUID().toString();
        codes.put(code, new Chosen(user, Map.copyOf(asked), clock.instant().plus(LIFE)));
        var said = new HashMap<String, List<String>>();
        said.put("code", List.of(code));
        said.put("state", List.of(asked.getOrDefault("state", "")));
        return asked.get("redirect_uri") + "?" + URLUtils.serializeParameters(said);
    }

    /** The ID token of a code that was given out; empty where it does not fit, or not any more. */
    Optional<String> redeemed(Map<String, String> given, String ownAddress) {
        return Optional.ofNullable(codes.remove(given.getOrDefault("code", "")))
                .filter(chosen -> clock.instant().isBefore(chosen.until()))
                .filter(chosen -> fits(chosen.asked(), given))
                .map(chosen ->
                        issuer.idToken(
                                ownAddress,
                                CLIENT,
                                chosen.user(),
                                chosen.asked().getOrDefault("nonce", "")));
    }

    private static boolean fits(Map<String, String> asked, Map<String, String> given) {
        var verifier = given.getOrDefault("code_verifier", "");
        return CLIENT.equals(given.get("client_id"))
                && asked.getOrDefault("redirect_uri", "").equals(given.get("redirect_uri"))
                && verifier.length() >= CodeVerifier.MIN_LENGTH
                && CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                        .getValue()
                        .equals(asked.get("code_challenge"));
    }
}
