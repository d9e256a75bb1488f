package io.menshen.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.SignedJWT;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Metric;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * From a bearer token (RFC 6750) to the caller, on routes that exist. What was verified is kept for
 * 60 s under the token's SHA-256, until the token ends or the issuer's keys change; failures are
 * never kept.
 */
final class Bearer implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    private static final String SCHEME = "Bearer ";
    private static final Duration KEPT = Duration.ofSeconds(60);

    private final Map<String, TokenIssuer> byIssuer;
    private final CallerResolver callers;
    private final CertificateBinding binding;
    private final Clock clock;
    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();

    private record Known(TokenIssuer issuer, Verified verified, Instant since) {
        /** Whether it may still be used: not past its time, nor where the clock was set back. */
        boolean holds(long generation, Instant now) {
            return generation == verified.generation()
                    && now.isBefore(verified.expires().plusSeconds(TokenIssuer.SKEW))
                    && now.isBefore(since.plus(KEPT))
                    && !now.isBefore(since);
        }
    }

    private final Counter hits;
    private final Counter misses;

    Bearer(
            List<TokenIssuer> issuers,
            CallerResolver callers,
            CertificateBinding binding,
            Clock clock,
            MeterRegistry meters) {
        this.byIssuer =
                issuers.stream()
                        .collect(Collectors.toMap(TokenIssuer::issuer, Function.identity()));
        this.callers = callers;
        this.binding = binding;
        this.clock = clock;
        this.hits = Meters.counter(meters, Metric.TOKEN_CACHE, "hit");
        this.misses = Meters.counter(meters, Metric.TOKEN_CACHE, "miss");
    }

    @Override
    public Mono<ServerResponse> filter(
            ServerRequest request, HandlerFunction<ServerResponse> next) {
        return verified(request)
                .flatMap(token ->
                        pass(request, caller(CertificateBinding.shown(token, request)), next));
    }

    private static Mono<ServerResponse> pass(
            ServerRequest request, Caller caller, HandlerFunction<ServerResponse> next) {
        Callers.set(request, caller);
        return next.handle(request);
    }

    private Mono<Verified> verified(ServerRequest request) {
        var headers = request.headers().header(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1 || !isBearer(headers.getFirst())) {
            return Mono.error(TokenIssuer.unauthenticated());
        }
        var token = headers.getFirst().substring(SCHEME.length()).strip();
        var digest = digest(token);
        var kept = known.getIfPresent(digest);
        return kept == null ? fresh(token, digest) : still(kept, token, digest);
    }

    private Mono<Verified> still(Known kept, String token, String digest) {
        return kept.issuer()
                .generation()
                .flatMap(generation ->
                        kept.holds(generation, clock.instant())
                                ? hit(kept.verified())
                                : fresh(token, digest));
    }

    private Mono<Verified> hit(Verified verified) {
        hits.increment();
        return Mono.just(verified);
    }

    private Mono<Verified> fresh(String token, String digest) {
        var parsed = parse(token);
        var issuer = parsed == null ? null : issuer(parsed);
        if (parsed == null || issuer == null) {
            known.invalidate(digest);
            return Mono.error(TokenIssuer.unauthenticated());
        }
        return issuer.verify(parsed)
                .doOnNext(verified -> keep(digest, new Known(issuer, verified, clock.instant())))
                .doOnError(_ -> known.invalidate(digest));
    }

    private void keep(String digest, Known proved) {
        misses.increment();
        known.put(digest, proved);
    }

    private @Nullable TokenIssuer issuer(SignedJWT token) {
        try {
            var claimed = token.getJWTClaimsSet().getIssuer();
            return claimed == null ? null : byIssuer.get(claimed);
        } catch (ParseException _) {
            return null;
        }
    }

    private Caller caller(Verified verified) {
        var caller =
                callers.resolve(verified.issuer(), verified.clientId(), verified.staff())
                        .orElseThrow(Bearer::unregistered);
        binding.requireOf(caller.consumer(), verified);
        return caller;
    }

    private static RuntimeException unregistered() {
        var reason = new Reason("consumer_unknown", "4.1.3-b");
        return Refusal.of(Refusal.Kind.DENIED, reason).toException();
    }

    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private static @Nullable SignedJWT parse(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException _) {
            return null;
        }
    }

    private static String digest(String token) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
