package io.menshen.web;

import io.menshen.web.ProblemWriter.Asked;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers NDJSON by NDJSON, in order. A line that fails is answered by {@code {"line":n,
 * "problem":{…}}} in its place; the last line is {@code {"end":true,"ok":n,"failed":m}}.
 */
public final class Batches {
    /** What is done with one line; an error becomes the line's problem. */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Answers one line, by JSON without its end.
         *
         * @param decisionId of this line, in its record and in its answer, good or not
         */
        Mono<byte[]> answer(T line, String decisionId);
    }

    private record Failed(long line, Problem problem) {}

    private record End(boolean end, long ok, long failed) {}

    private record Counts(AtomicLong ok, AtomicLong failed) {
        byte[] end(StrictJson json) {
            return json.write(new End(true, ok.get(), failed.get()));
        }
    }

    private final Bodies bodies;
    private final StrictJson json;

    Batches(Bodies bodies, StrictJson json) {
        this.bodies = bodies;
        this.json = json;
    }

    /**
     * Works off the lines of a request.
     *
     * @param inFlight lines worked on at once, and answers held for a slow reader; at least 1
     */
    public <T> Mono<ServerResponse> answer(
            ServerRequest request, Class<T> type, int inFlight, Work<T> work) {
        var counts = new Counts(new AtomicLong(), new AtomicLong());
        var exchange = request.exchange();
        var language = ProblemWriter.language(exchange);
        var trace = Trace.of(exchange).traceId();
        var told = new Told(language, trace, counts);
        var rows =
                bodies.lines(request, type)
                        .flatMapSequential(line -> row(line, work, told), inFlight, 1)
                        .concatWith(Mono.fromSupplier(() -> counts.end(json)));
        return write(rows);
    }

    /**
     * Answers lines of NDJSON as they come.
     *
     * @param lines one or several each, without the last end; what comes together is sent together
     */
    public Mono<ServerResponse> write(Flux<byte[]> lines) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .body((response, _) -> response.writeAndFlushWith(flushed(lines, response)));
    }

    private <T> Mono<byte[]> row(Line<T> line, Work<T> work, Told told) {
        var id = Trace.newDecision();
        var answer =
                switch (line) {
                    case Line.Good<T>(_, var value) -> Mono.defer(() -> work.answer(value, id));
                    case Line.Bad<T>(_, var refusal) -> Mono.<byte[]>error(refusal.toException());
                };
        return answer.switchIfEmpty(Mono.error(Batches::nothing))
                .doOnNext(_ -> told.counts().ok().incrementAndGet())
                .onErrorResume(e -> failed(line.number(), new Asked(id, told.traceId()), told, e));
    }

    /** How and where the lines of one request are told. */
    private record Told(Problem.Language language, String traceId, Counts counts) {}

    private Mono<byte[]> failed(long line, Asked asked, Told told, Throwable thrown) {
        told.counts().failed().incrementAndGet();
        var problem = ProblemWriter.told(thrown, asked, told.language());
        return Mono.just(json.write(new Failed(line, problem)));
    }

    private static IllegalStateException nothing() {
        return new IllegalStateException("a line was not answered");
    }

    private static Flux<Mono<DataBuffer>> flushed(Flux<byte[]> rows, ServerHttpResponse response) {
        return rows.map(row -> Mono.fromSupplier(() -> ended(row, response)));
    }

    private static DataBuffer ended(byte[] row, ServerHttpResponse response) {
        return response.bufferFactory().allocateBuffer(row.length + 1).write(row).write((byte) 10);
    }
}
