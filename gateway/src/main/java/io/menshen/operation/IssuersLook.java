package io.menshen.operation;

import static io.menshen.operation.Finding.fail;
import static io.menshen.operation.Finding.ok;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.menshen.web.IssuerProperties;
import io.menshen.web.WebProperties;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether each issuer gives its keys, and what time it is there. */
record IssuersLook(WebProperties web, Clock clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    Stream<Finding> findings() {
        var issuers = Objects.requireNonNullElse(web.issuers(), List.<IssuerProperties>of());
        return issuers.isEmpty()
                ? Stream.of(
                        fail(
                                "issuers",
                                "configured",
                                "none",
                                "name one in menshen.web.issuers: without it nobody gets in"))
                : issuers.stream().flatMap(this::of);
    }

    private Stream<Finding> of(IssuerProperties issuer) {
        var part = "issuer " + issuer.alias();
        try {
            var file = issuer.jwksFile();
            return file == null
                    ? asked(part, Objects.requireNonNull(issuer.jwksUri()))
                    : Stream.of(keys(part, Files.readString(file), file.toString()));
        } catch (IOException | IllegalArgumentException e) {
            return Stream.of(unreached(part, Finding.line(e)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Stream.of(unreached(part, "interrupted"));
        }
    }

    private static Finding unreached(String part, String found) {
        return fail(
                part,
                "keys",
                found,
                "see menshen.web.issuers, and whether this machine reaches and trusts the issuer");
    }

    private Stream<Finding> asked(String part, URI place) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request = HttpRequest.newBuilder(place).timeout(PATIENCE).build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            var now = clock.instant();
            var keys =
                    answer.statusCode() == 200
                            ? keys(part, answer.body(), place.toString())
                            : unreached(part, place + " answers " + answer.statusCode());
            var date = answer.headers().firstValue("Date").orElse(null);
            return Stream.of(keys, time(part, date, now));
        }
    }

    private static Finding keys(String part, String text, String place) {
        try {
            var keys = JWKSet.parse(text).getKeys();
            var fit = keys.stream().filter(IssuersLook::fit).count();
            return fit > 0
                    ? ok(part, "keys", fit + " at " + place)
                    : unreached(part, "no RSA or EC key at " + place);
        } catch (ParseException _) {
            return unreached(part, "what " + place + " gives is no JWK set");
        }
    }

    private static boolean fit(JWK key) {
        var type = key.getKeyType().getValue();
        return type.equals("RSA") || type.equals("EC");
    }

    private static Finding time(String part, @Nullable String date, java.time.Instant now) {
        if (date == null) {
            return Finding.warn(
                    part, "clock", "it sends no Date", "see that it follows a time server");
        }
        try {
            var theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
            // A date has whole seconds.
            return DatabaseLook.ofClock(part, theirs.toInstant().plusMillis(500), now);
        } catch (DateTimeParseException _) {
            return Finding.warn(
                    part, "clock", "its Date is none", "see that it follows a time server");
        }
    }
}
