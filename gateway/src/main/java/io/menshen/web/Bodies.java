package io.menshen.web;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bodies in and out: strict JSON, as one document or in lines. */
public final class Bodies {
    private final StrictJson json;

    Bodies(StrictJson json) {
        this.json = json;
    }

    /**
     * The body as one document.
     *
     * @return errors with {@code INVALID} or {@code TOO_LARGE} (more than 1 MB)
     */
    public <T> Mono<T> read(ServerRequest request, Class<T> type) {
        return readKept(request, type).map(Read::value);
    }

    /**
     * What was read, and the bytes it was read from, for the fingerprint of a write.
     *
     * @param body held no longer than the request
     */
    public record Read<T>(T value, Bytes body) {}

    /** As {@link #read}, with the bytes. */
    public <T> Mono<Read<T>> readKept(ServerRequest request, Class<T> type) {
        json.requirePrepared(type);
        return joined(request)
                .switchIfEmpty(Mono.fromSupplier(() -> new byte[0]))
                .map(body -> new Read<>(json.read(body, type), Bytes.copyOf(body)));
    }

    /**
     * The fields of a form that a browser posted.
     *
     * @return one value each, the form being of at most 4 KB and 16 fields; errors as {@link #read}
     */
    public Mono<Map<String, Personal<String>>> form(ServerRequest request) {
        var mislabelled = mislabelled(request, MediaType.APPLICATION_FORM_URLENCODED);
        if (mislabelled.isPresent()) {
            return Mono.error(mislabelled.get());
        }
        var buffers = request.body(BodyExtractors.toDataBuffers());
        return DataBufferUtils.join(buffers, FormFields.MOST_BYTES)
                .map(Bodies::taken)
                .map(FormFields::read)
                .switchIfEmpty(Mono.fromSupplier(Map::of));
    }

    /** An answer with a JSON body. */
    public <T> Mono<ServerResponse> write(T value) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json.write(value));
    }

    /**
     * A whole number of the query.
     *
     * @param other what stands for one that is absent
     * @throws io.menshen.kernel.RefusedException {@code INVALID} where it is no number from least
     *     to most
     */
    public static long number(
            ServerRequest request, String name, long least, long most, long other) {
        var said = request.queryParam(name);
        var digits = said.orElse(Long.toString(other));
        var value = digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : least - 1;
        if (value < least || value > most) {
            throw StrictJson.refused("/" + name, "range", "Needed: " + least + " to " + most + ".");
        }
        return value;
    }

    /** The body in lines, each parsed for itself; empty lines are passed over. */
    <T> Flux<Line<T>> lines(ServerRequest request, Class<T> type) {
        json.requirePrepared(type);
        return chunks(request, MediaType.APPLICATION_NDJSON)
                .transform(LineSplitter::split)
                .map(line -> line.parse(json, type));
    }

    /** How rows are written. */
    public enum Form {
        /** A document of JSON a line. */
        NDJSON("application", "x-ndjson"),
        /** As RFC 4180 has it; the first row names the columns. */
        CSV("text", "csv");

        private final String type;
        private final String subtype;

        Form(String type, String subtype) {
            this.type = type;
            this.subtype = subtype;
        }

        private MediaType label() {
            return new MediaType(type, subtype);
        }
    }

    /** The form that the body is labelled with; {@code NDJSON} where it is labelled otherwise. */
    public static Form formOf(ServerRequest request) {
        return isLabelled(request.headers().asHttpHeaders(), Form.CSV.label())
                ? Form.CSV
                : Form.NDJSON;
    }

    /**
     * The rows of a body; empty ones are passed over.
     *
     * @return errors with {@code INVALID} where the label is another
     */
    public Flux<Row> rows(ServerRequest request, Form form) {
        var chunks = chunks(request, form.label());
        return (form == Form.CSV ? LineSplitter.records(chunks) : LineSplitter.split(chunks))
                .map(LineSplitter.Raw::row);
    }

    private static Flux<byte[]> chunks(ServerRequest request, MediaType wanted) {
        return mislabelled(request, wanted)
                .<Flux<DataBuffer>>map(Flux::error)
                .orElseGet(() -> request.body(BodyExtractors.toDataBuffers()))
                .map(Bodies::taken);
    }

    /** Copies and gives the buffer back at once, so that nothing pooled waits in a queue. */
    static byte[] taken(DataBuffer buffer) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private static Mono<byte[]> joined(ServerRequest request) {
        var mislabelled = mislabelled(request, MediaType.APPLICATION_JSON);
        if (mislabelled.isPresent()) {
            return Mono.error(mislabelled.get());
        }
        var buffers = request.body(BodyExtractors.toDataBuffers());
        return DataBufferUtils.join(buffers, StrictJson.MAX_BODY).map(Bodies::taken);
    }

    private static Optional<RefusedException> mislabelled(ServerRequest request, MediaType wanted) {
        var headers = request.headers().asHttpHeaders();
        if (!headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING).isEmpty()) {
            return Optional.of(
                    StrictJson.refused("", "content_encoding", "Send the body uncompressed."));
        }
        return isLabelled(headers, wanted)
                ? Optional.empty()
                : Optional.of(
                        StrictJson.refused("", "content_type", "Send " + wanted + ", in UTF-8."));
    }

    private static boolean isLabelled(HttpHeaders headers, MediaType wanted) {
        try {
            var type = headers.getContentType();
            return type != null
                    && headers.getOrEmpty(HttpHeaders.CONTENT_TYPE).size() == 1
                    && wanted.equalsTypeAndSubtype(type)
                    && (type.getCharset() == null
                            || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }
}
