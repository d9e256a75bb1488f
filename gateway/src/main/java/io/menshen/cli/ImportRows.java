package io.menshen.cli;

import io.menshen.kernel.CsvPlace;
import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file from some row on, in pieces, as a gateway takes it: UTF-8, and of CSV the row
 * before all others first. No row is held, however long it is.
 */
final class ImportRows implements AutoCloseable {
    private static final int PIECE = 1 << 14;

    /** Longer than any row that names columns. */
    private static final int LONGEST_HEAD = 1 << 16;

    private final Reader reader;
    private final char[] piece = new char[PIECE];
    private final ImportForm form;
    private byte @Nullable [] first;
    private CsvPlace place = CsvPlace.ENDED;
    private int from;
    private int to;

    ImportRows(Reader reader, ImportForm form) {
        this.reader = reader;
        this.form = form;
    }

    /** The row that names the columns, with its end; empty of a form that has none. */
    String head() throws IOException {
        var head = new StringBuilder();
        while (form == ImportForm.CSV && fill()) {
            var end = endOfRow();
            head.append(piece, from, end - from);
            from = end;
            if (isEnded() || head.length() > LONGEST_HEAD) {
                break;
            }
        }
        return head.toString();
    }

    /** Goes on behind so many rows; the row that names the columns comes first all the same. */
    void behind(long rows) throws IOException {
        var head = head();
        first = head.isEmpty() ? null : head.getBytes(StandardCharsets.UTF_8);
        for (var left = rows; left > 0 && fill(); ) {
            from = endOfRow();
            left -= isEnded() ? 1 : 0;
        }
    }

    /** How many rows there are from here on. */
    long count() throws IOException {
        var rows = 0L;
        var open = false;
        while (fill()) {
            from = endOfRow();
            open = !isEnded();
            rows += open ? 0 : 1;
        }
        return open ? rows + 1 : rows;
    }

    /** The next piece of the text; null at its end. */
    byte @Nullable [] next() throws IOException {
        var head = first;
        if (head != null) {
            first = null;
            return head;
        }
        if (!fill()) {
            return null;
        }
        var text = CharBuffer.wrap(piece, from, to - from);
        from = to;
        var bytes = StandardCharsets.UTF_8.encode(text);
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    /** A pair of surrogates is not split between pieces. */
    private boolean fill() throws IOException {
        if (from < to) {
            return true;
        }
        from = 0;
        to = Math.max(0, reader.read(piece, 0, PIECE - 1));
        if (to > 0 && Character.isHighSurrogate(piece[to - 1])) {
            var low = reader.read();
            if (low >= 0) {
                piece[to++] = (char) low;
            }
        }
        return to > 0;
    }

    /** Behind the row's end, or behind what is there of it. */
    private int endOfRow() {
        for (var i = from; i < to; i++) {
            place = after(piece[i]);
            if (isEnded()) {
                return i + 1;
            }
        }
        return to;
    }

    private CsvPlace after(char next) {
        if (form == ImportForm.CSV) {
            return place.after(next);
        }
        return next == '\n' ? CsvPlace.ENDED : CsvPlace.PLAIN;
    }

    private boolean isEnded() {
        return place == CsvPlace.ENDED;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
