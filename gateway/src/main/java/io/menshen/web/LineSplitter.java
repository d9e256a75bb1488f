package io.menshen.web;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.CsvPlace;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.RefusedException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Splits a stream at line feeds; holds one line at most, and nothing of one that is too long. In
 * CSV a line feed within quotes is none (RFC 4180, 2.6), and a carriage return outside them stands
 * only before a line feed: readers differ in whether it ends a row.
 */
final class LineSplitter {
    private static final Refusal TOO_LARGE = Refusal.of(Refusal.Kind.TOO_LARGE);

    private static final Refusal OPEN =
            Refusal.invalid(
                    List.of(new Fault("", "quote_open", "A quote is opened and never closed.")));

    private static final Refusal RETURN =
            Refusal.invalid(
                    List.of(
                            new Fault(
                                    "",
                                    "line_end",
                                    "A row ends with a line feed, or with a carriage return and a line feed; one has a carriage return alone.")));

    /** A line as it came, without its end. */
    static final class Raw {
        private final long number;
        private final byte @Nullable [] bytes;
        private final Refusal lost;

        private Raw(long number, byte @Nullable [] bytes, Refusal lost) {
            this.number = number;
            this.bytes = bytes;
            this.lost = lost;
        }

        /** The same for another module. */
        Row row() {
            return bytes == null
                    ? new Row(number, null, lost)
                    : new Row(number, Bytes.copyOf(bytes), null);
        }

        /** Reads it; a line that was too long has no bytes any more. */
        <T> Line<T> parse(StrictJson json, Class<T> type) {
            if (bytes == null) {
                return new Line.Bad<>(number, lost);
            }
            try {
                return new Line.Good<>(number, json.read(bytes, type));
            } catch (RefusedException e) {
                return new Line.Bad<>(number, e.refusal());
            }
        }
    }

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final boolean csv;
    private CsvPlace place = CsvPlace.ENDED;
    private boolean returned;
    private boolean tooLong;
    private long number;

    private LineSplitter(boolean csv) {
        this.csv = csv;
    }

    static Flux<Raw> split(Flux<byte[]> chunks) {
        return Flux.defer(() -> new LineSplitter(false).lines(chunks));
    }

    /** The records of CSV: a quote that is never closed ends with the stream. */
    static Flux<Raw> records(Flux<byte[]> chunks) {
        return Flux.defer(() -> new LineSplitter(true).lines(chunks));
    }

    private Flux<Raw> lines(Flux<byte[]> chunks) {
        return chunks.concatMapIterable(this::feed, 1)
                .concatWith(Flux.defer(() -> Flux.fromIterable(rest())));
    }

    private List<Raw> feed(byte[] chunk) {
        var lines = new ArrayList<Raw>();
        var from = 0;
        for (var i = 0; i < chunk.length; i++) {
            if (isEnd(chunk[i])) {
                hold(chunk, from, i - from);
                end(lines);
                from = i + 1;
            }
        }
        hold(chunk, from, chunk.length - from);
        return lines;
    }

    private boolean isEnd(byte next) {
        if (!csv) {
            return next == '\n';
        }
        var before = place;
        place = before.after(next);
        returned |= before == CsvPlace.RETURNED && place != CsvPlace.ENDED;
        return place == CsvPlace.ENDED;
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
        var open = place == CsvPlace.QUOTED;
        if (tooLong || open || returned) {
            var lost = returned ? RETURN : TOO_LARGE;
            lines.add(new Raw(number, null, open ? OPEN : lost));
        } else if (!blank(bytes)) {
            lines.add(new Raw(number, bytes, TOO_LARGE));
        }
        held.reset();
        tooLong = false;
        returned = false;
    }

    private static boolean blank(byte[] bytes) {
        return bytes.length == 0 || (bytes.length == 1 && bytes[0] == '\r');
    }
}
