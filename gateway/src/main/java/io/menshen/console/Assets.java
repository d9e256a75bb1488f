package io.menshen.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The style of the pages, held in memory, plain and compressed; its address names its version. */
public final class Assets {
    /** Its address. */
    public static final String STYLE = "/assets/tabler-1.4.0.min.css";

    private static final String FILE =
            "/META-INF/resources/webjars/tabler__core/1.4.0/dist/css/tabler.min.css";
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final byte[] plain;
    private final byte[] compressed;

    /** Reads it. */
    public Assets() {
        try (var file = Assets.class.getResourceAsStream(FILE)) {
            plain = Objects.requireNonNull(file, FILE).readAllBytes();
            compressed = gzip(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers it, compressed where that is understood. */
    public Mono<ServerResponse> style(ServerRequest request) {
        var accepted = request.headers().header(HttpHeaders.ACCEPT_ENCODING);
        var answer =
                ServerResponse.ok()
                        .contentType(MediaType.valueOf("text/css;charset=UTF-8"))
                        .header(HttpHeaders.CACHE_CONTROL, FOREVER)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return accepted.stream().anyMatch(one -> one.contains("gzip"))
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").bodyValue(compressed)
                : answer.bodyValue(plain);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
