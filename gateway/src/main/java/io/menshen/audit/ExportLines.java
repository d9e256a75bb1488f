package io.menshen.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lines as they are written: UTF-8, each ended by one line feed and by nothing else, so that no
 * byte can change unnoticed. It blocks.
 */
final class ExportLines implements AutoCloseable {
    /** A whole checkpoint of 100,000 chains has 20 MB. */
    private static final int LONGEST = 64 * 1024 * 1024;

    private final InputStream in;

    ExportLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /**
     * A line without its end.
     *
     * @param whole false where the line feed is missing: the tail was torn off
     */
    record Line(ByteBuffer bytes, boolean whole) {
        /**
         * The text.
         *
         * @throws IllegalArgumentException where the bytes are not UTF-8
         */
        String text() {
            try {
                var decoder = StandardCharsets.UTF_8.newDecoder();
                return decoder.decode(bytes.duplicate()).toString();
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException("is not UTF-8", e);
            }
        }
    }

    /** The next line; null after the last. */
    @Nullable Line next() throws IOException {
        var line = new ByteArrayOutputStream(1_024);
        for (var read = in.read(); read != -1; read = in.read()) {
            if (read == '\n') {
                return new Line(ByteBuffer.wrap(line.toByteArray()), true);
            }
            if (line.size() == LONGEST) {
                throw new IOException("a line is longer than " + LONGEST + " bytes");
            }
            line.write(read);
        }
        return line.size() == 0 ? null : new Line(ByteBuffer.wrap(line.toByteArray()), false);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
