package io.menshen.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * A token that is bound to a client certificate is taken on a connection that showed this
 * certificate, and nowhere else (RFC 8705 §3): stolen, it is worth nothing without the key.
 */
final class CertificateBinding {
    private static final String THUMBPRINT = "x5t#S256";

    private final Set<String> bound;

    /**
     * A binding.
     *
     * @param bound the consumers whose tokens must be bound
     */
    CertificateBinding(Collection<String> bound) {
        this.bound = Set.copyOf(bound);
    }

    /**
     * The thumbprint in a token's {@code cnf}.
     *
     * @param confirmation the claim; null where it has none
     * @return null where the token is bound to nothing
     * @throws io.menshen.kernel.RefusedException {@code UNAUTHENTICATED} where it is bound in a way
     *     that is not known here: nobody would check it
     */
    static @Nullable String of(@Nullable Object confirmation) {
        if (confirmation == null) {
            return null;
        }
        if (confirmation instanceof Map<?, ?> members
                && members.size() == 1
                && members.get(THUMBPRINT) instanceof String thumbprint) {
            return thumbprint;
        }
        throw TokenIssuer.unauthenticated();
    }

    /** Refuses a bound token where its certificate was not shown. */
    static Verified shown(Verified token, ServerRequest request) {
        var wanted = token.certificate();
        if (wanted == null || same(wanted, thumbprint(request))) {
            return token;
        }
        throw TokenIssuer.unauthenticated();
    }

    /** Refuses a token that anyone could use, of a consumer that must bind its own. */
    void requireOf(String consumer, Verified token) {
        if (token.certificate() == null && bound.contains(consumer)) {
            throw TokenIssuer.unauthenticated();
        }
    }

    private static boolean same(String wanted, String shown) {
        return MessageDigest.isEqual(
                wanted.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** Of the client's own certificate; empty where it showed none. */
    private static String thumbprint(ServerRequest request) {
        var tls = request.exchange().getRequest().getSslInfo();
        var shown = tls == null ? null : tls.getPeerCertificates();
        return shown == null || shown.length == 0 ? "" : thumbprint(shown[0]);
    }

    static String thumbprint(X509Certificate certificate) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha);
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256 and X.509", e);
        }
    }
}
