package io.menshen.benchmarks.writes;

import io.menshen.benchmarks.parts.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/** Sends a file to the gateway's import, and reads what it answers while it is sent. */
record ImportStream(Deployment deployment) {
    private static final int PIECE = 1 << 16;
    private static final int TAIL = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /**
     * Imports; answers the seconds that it took.
     *
     * @throws IOException where not all rows were taken
     */
    double send(Path file, int people) throws IOException {
        var begun = System.nanoTime();
        var last = answered(file);
        var seconds = (System.nanoTime() - begun) / 1e9;
        if (!last.contains(
                "\"complete\":true,\"rows\":%d,\"taken\":%d,".formatted(people, people))) {
            throw new IOException("the import ended with " + last.strip());
        }
        return seconds;
    }

    private String answered(Path file) throws IOException {
        try {
            var last =
                    HttpClient.newConnection()
                            .headers(headers -> {
                                headers.set("Authorization", "Bearer " + deployment.bearer());
                                headers.set("Content-Type", "application/x-ndjson");
                                headers.set("Idempotency-Key", UUID.randomUUID().toString());
                            })
                            .post()
                            .uri(deployment.gateway().api("/v1/intakes/import").toString())
                            .send((_, out) -> out.sendByteArray(pieces(file)))
                            .response(
                                    (_, body) -> body.asByteArray().reduce("", ImportStream::tail))
                            .blockLast(PATIENCE);
            return last == null ? "nothing" : last;
        } catch (RuntimeException e) {
            throw new IOException("the import broke off", Exceptions.unwrap(e));
        }
    }

    /** The end of all that came. */
    private static String tail(String before, byte[] piece) {
        var text = before + new String(piece, StandardCharsets.UTF_8);
        return text.substring(Math.max(0, text.length() - TAIL));
    }

    private static Flux<byte[]> pieces(Path file) {
        return Flux.using(() -> Files.newInputStream(file), ImportStream::pieces)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Flux<byte[]> pieces(InputStream in) {
        return Flux.generate(sink -> next(in, sink));
    }

    private static void next(InputStream in, SynchronousSink<byte[]> sink) {
        try {
            var piece = in.readNBytes(PIECE);
            if (piece.length == 0) {
                sink.complete();
            } else {
                sink.next(piece);
            }
        } catch (IOException e) {
            sink.error(e);
        }
    }
}
