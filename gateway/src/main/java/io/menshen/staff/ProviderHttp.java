package io.menshen.staff;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Asks the provider. It may be dead, slow or hostile: an answer counts only if it is whole within
 * the limit and small. Redirects are not followed.
 */
final class ProviderHttp {
    private static final int MOST_BYTES = 256 << 10;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.create().followRedirect(false).compress(false).responseTimeout(LIMIT);

    Mono<HTTPResponse> get(URI uri) {
        return Mono.defer(() -> send(new HTTPRequest(HTTPRequest.Method.GET, uri)));
    }

    Mono<HTTPResponse> send(HTTPRequest request) {
        var body = Objects.requireNonNullElse(request.getBody(), "");
        return client.headers(headers -> request.getHeaderMap().forEach(headers::set))
                .request(HttpMethod.valueOf(request.getMethod().name()))
                .uri(request.getURI())
                .send(ByteBufMono.fromString(Mono.just(body)))
                .response(ProviderHttp::whole)
                .single()
                .timeout(LIMIT);
    }

    private static Mono<HTTPResponse> whole(HttpClientResponse response, ByteBufFlux body) {
        var type = response.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
        return body.asByteArray()
                .collect(ByteArrayOutputStream::new, ProviderHttp::add)
                .map(all -> answer(response.status().code(), type, all));
    }

    private static void add(ByteArrayOutputStream all, byte[] bytes) {
        if (all.size() + bytes.length > MOST_BYTES) {
            throw new IllegalStateException("the provider's answer is too large");
        }
        all.writeBytes(bytes);
    }

    private static HTTPResponse answer(
            int status, @Nullable String type, ByteArrayOutputStream body) {
        try {
            var answer = new HTTPResponse(status);
            if (type != null) {
                answer.setContentType(type);
            }
            answer.setBody(body.toString(StandardCharsets.UTF_8));
            return answer;
        } catch (ParseException e) {
            throw Exceptions.propagate(e);
        }
    }
}
