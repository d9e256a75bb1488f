package io.menshen.operation;

import static io.menshen.operation.Finding.fail;
import static io.menshen.operation.Finding.ok;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the provider by which the staff log in says where its parts are. */
record ProviderLook(@Nullable URI issuer) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    /** Nothing where none is named. */
    Stream<Finding> findings() {
        return issuer == null ? Stream.empty() : Stream.of(of(issuer));
    }

    private static Finding of(URI issuer) {
        var place = issuer.toString().replaceAll("/+$", "") + DISCOVERY;
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request = HttpRequest.newBuilder(URI.create(place)).timeout(PATIENCE).build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? told(answer.body(), issuer, place)
                    : unreached(place + " answers " + answer.statusCode());
        } catch (IOException | IllegalArgumentException e) {
            return unreached(Finding.line(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return unreached("interrupted");
        }
    }

    private static Finding told(String text, URI issuer, String place) {
        try {
            return OIDCProviderMetadata.parse(text).getIssuer().getValue().equals(issuer.toString())
                    ? ok("staff login", "provider", place)
                    : unreached(place + " is of another issuer");
        } catch (ParseException _) {
            return unreached("what " + place + " gives is no discovery document");
        }
    }

    private static Finding unreached(String found) {
        return fail(
                "staff login",
                "provider",
                found,
                "see menshen.staff.issuer, and whether this machine reaches and trusts the provider");
    }
}
