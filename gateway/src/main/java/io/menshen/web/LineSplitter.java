package io.menshen.web;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Splits a stream at line feeds; holds one line at most, and nothing of one that is too long. */
final class LineSplitter {
    /** A line as it came, without its end. */
    static final class Raw {
        private final long number;
        private final byte @Nullable [] bytes;

        private Raw(long number, byte @Nullable [] bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        /** Reads it; a line that was too long has no bytes any more. */
        <T> Line<T> parse(StrictJson json, Class<T> type) {
            if (bytes == null) {
                return new Line.Bad<>(number, Refusal.of(Refusal.Kind.TOO_LARGE));
            }
            try {
                return new Line.Good<>(number, json.read(bytes, type));
            } catch (RefusedException e) {
                return new Line.Bad<>(number, e.refusal());
            }
        }
    }

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean tooLong;
    private long number;

    private LineSplitter() {}

    static Flux<Raw> split(Flux<byte[]> chunks) {
        return Flux.defer(() -> new LineSplitter().lines(chunks));
    }

    private Flux<Raw> lines(Flux<byte[]> chunks) {
        return chunks.concatMapIterable(this::feed, 1)
                .concatWith(Flux.defer(() -> Flux.fromIterable(rest())));
    }

    private List<Raw> feed(byte[] chunk) {
        var lines = new ArrayList<Raw>();
        var from = 0;
        for (var i = 0; i < chunk.length; i++) {
            if (chunk[i] == '\n') {
                hold(chunk, from, i - from);
                end(lines);
                from = i + 1;
            }
        }
        hold(chunk, from, chunk.length - from);
        return lines;
    }

    private List<Raw> rest() {
        var lines = new ArrayList<Raw>();
        end(lines);
        return lines;
    }

    private void hold(byte[] chunk, int from, int length) {
        tooLong |= held.size() + length > StrictJson.MAX_LINE;
        if (tooLong) {
            held.reset();
        } else {
            held.write(chunk, from, length);
        }
    }

    private void end(List<Raw> lines) {
        number++;
        var bytes = held.toByteArray();
        if (tooLong) {
            lines.add(new Raw(number, null));
        } else if (!blank(bytes)) {
            lines.add(new Raw(number, bytes));
        }
        held.reset();
        tooLong = false;
    }

    private static boolean blank(byte[] bytes) {
        return bytes.length == 0 || (bytes.length == 1 && bytes[0] == '\r');
    }
}
