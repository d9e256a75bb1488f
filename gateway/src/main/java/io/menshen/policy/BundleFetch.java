package io.menshen.policy;

import io.menshen.kernel.Bytes;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Fetches the bundle by OPA's bundle API: GET with the tag of what was taken last, 304 where there
 * is nothing newer. The server may be dead, slow or hostile: an answer counts only if it is whole
 * within the limit and of at most 16 MiB. Redirects are not followed. What it says is not believed
 * here: that is for {@link BundleVerifier}.
 */
final class BundleFetch implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,16384}");

    private final RemoteBundle remote;
    private final ConnectionProvider connections;
    private final WebClient client;
    private volatile @Nullable String taken;

    /**
     * Fetches from there.
     *
     * @throws IOException where the file of authorities cannot be read or holds none
     */
    BundleFetch(RemoteBundle remote) throws IOException {
        this.remote = remote;
        this.connections = ConnectionProvider.create("bundle", 1);
        var connect = (int) remote.limit().toMillis();
        var http =
                HttpClient.create(connections)
                        .followRedirect(false)
                        .compress(false)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connect);
        var certificates = remote.certificates();
        this.client =
                WebClient.builder()
                        .clientConnector(
                                new ReactorClientHttpConnector(
                                        certificates == null ? http : only(http, certificates)))
                        .codecs(c -> c.defaultCodecs().maxInMemorySize(BundleFile.LARGEST))
                        .build();
    }

    private static HttpClient only(HttpClient http, Path certificates) throws IOException {
        try {
            var trusted = SslContextBuilder.forClient().trustManager(certificates.toFile()).build();
            return http.secure(secure -> secure.sslContext(trusted));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    certificates + " (menshen.policy.remote.certificates) holds no certificate", e);
        }
    }

    /**
     * What the server gave.
     *
     * @param tag names it for the next request; null where the server named it not
     */
    record Fetched(Bytes archive, @Nullable String tag) {}

    /**
     * Asks once; empty where there is nothing newer than what was taken. It reads the token's file,
     * so it is for the policy's own thread.
     */
    Mono<Fetched> ask() {
        return Mono.fromCallable(this::token)
                .flatMap(token ->
                        client.get()
                                .uri(remote.url())
                                .headers(headers -> ask(headers, token))
                                .exchangeToMono(this::answered))
                .timeout(remote.limit())
                .onErrorMap(DataBufferLimitException.class, _ -> unfit("it is too large"));
    }

    private String token() throws IOException {
        var file = remote.tokenFile();
        if (file == null) {
            return "";
        }
        var token = Files.readString(file).strip();
        if (!TOKEN.matcher(token).matches()) {
            throw new IOException(file + " (menshen.policy.remote.token-file) holds no token");
        }
        return token;
    }

    private void ask(HttpHeaders headers, String token) {
        if (!token.isEmpty()) {
            headers.setBearerAuth(token);
        }
        if (taken != null) {
            headers.setIfNoneMatch(taken);
        }
    }

    private Mono<Fetched> answered(ClientResponse response) {
        var status = response.statusCode().value();
        if (status == 304 && taken != null) {
            return response.releaseBody().then(Mono.empty());
        }
        if (status != 200) {
            return response.releaseBody().then(Mono.error(() -> unfit("it answered " + status)));
        }
        var tag = response.headers().asHttpHeaders().getETag();
        return response.bodyToMono(byte[].class)
                .map(body -> new Fetched(Bytes.copyOf(body), tag))
                .switchIfEmpty(Mono.error(() -> unfit("it is empty")));
    }

    /** Remembers what was taken, so that it is not sent again; what was refused is asked anew. */
    void took(Fetched fetched) {
        taken = fetched.tag();
    }

    private static IOException unfit(String why) {
        return new IOException("the bundle server's answer is not taken: " + why);
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
