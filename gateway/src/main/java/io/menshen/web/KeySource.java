package io.menshen.web;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** Where an issuer's keys come from: the configured address or file, nothing else. */
interface KeySource {
    /** The largest set of keys that is read. */
    int MAX_BYTES = 256 << 10;

    /** Fetches the keys that may verify a token: RSA from 2048 bits, P-256. */
    Mono<List<JWK>> fetch();

    static KeySource of(IssuerProperties issuer) {
        var file = issuer.jwksFile();
        return file == null
                ? ofUri(Objects.requireNonNull(issuer.jwksUri()).toString())
                : () -> ofFile(file);
    }

    private static KeySource ofUri(String uri) {
        var client =
                HttpClient.create().followRedirect(false).responseTimeout(Duration.ofSeconds(3));
        return () -> client.get().uri(uri).response(KeySource::body).single().map(KeySource::parse);
    }

    private static Mono<List<JWK>> ofFile(Path file) {
        return Mono.fromCallable(() -> parse(Files.readString(file)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<String> body(HttpClientResponse response, ByteBufFlux body) {
        return response.status().code() == 200
                ? body.asByteArray()
                        .collect(ByteArrayOutputStream::new, KeySource::add)
                        .map(all -> all.toString(StandardCharsets.UTF_8))
                : Mono.error(new IllegalStateException("JWKS answered " + response.status()));
    }

    private static void add(ByteArrayOutputStream all, byte[] bytes) {
        if (all.size() + bytes.length > MAX_BYTES) {
            throw new IllegalStateException("JWKS is larger than " + MAX_BYTES + " bytes");
        }
        all.writeBytes(bytes);
    }

    private static List<JWK> parse(String text) {
        try {
            return JWKSet.parse(text).getKeys().stream().filter(KeySource::fit).toList();
        } catch (ParseException e) {
            throw Exceptions.propagate(e);
        }
    }

    private static boolean fit(JWK key) {
        if (KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
            return false;
        }
        return switch (key) {
            case RSAKey rsa -> rsa.size() >= 2048;
            case ECKey ec -> Curve.P_256.equals(ec.getCurve());
            default -> false;
        };
    }
}
