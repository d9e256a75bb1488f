package io.menshen.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second place: a file with a checkpoint per line, appended and forced to disk. It blocks. A
 * last line without its end was cut off by a crash: it counts as never written.
 *
 * @param file null where there is none
 */
record Anchor(@Nullable Path file) {
    private static final int BLOCK = 8_192;

    /**
     * What it holds; empty where there is no file yet.
     *
     * @throws IllegalArgumentException where a whole line is no checkpoint
     */
    List<Checkpoint> read() throws IOException {
        var held = new ArrayList<Checkpoint>();
        if (file == null || !Files.exists(file)) {
            return held;
        }
        try (var lines = new ExportLines(Files.newInputStream(file))) {
            for (var line = lines.next(); line != null && line.whole(); line = lines.next()) {
                held.add(checkpoint(line.text()));
            }
        }
        return held;
    }

    private Checkpoint checkpoint(String line) {
        var checkpoint = ExportLine.parse(line).checkpoint();
        if (checkpoint == null) {
            throw new IllegalArgumentException(file + " holds more than checkpoints");
        }
        return checkpoint;
    }

    /** The number of the last checkpoint it holds; 0 where it holds none. It reads one line. */
    long last() throws IOException {
        var newest = newest();
        return newest == null ? 0 : newest.number();
    }

    /** The last checkpoint it holds; null where it holds none. It reads one line. */
    @Nullable Checkpoint newest() throws IOException {
        if (file == null || !Files.exists(file)) {
            return null;
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var end = lineEnd(in, in.length());
            if (end == 0) {
                return null;
            }
            var start = lineEnd(in, end - 1);
            var bytes = new byte[Math.toIntExact(end - 1 - start)];
            in.seek(start);
            in.readFully(bytes);
            return checkpoint(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** The place after the last line feed below that place; 0 where there is none. */
    private static long lineEnd(RandomAccessFile in, long below) throws IOException {
        var block = new byte[BLOCK];
        for (var from = below; from > 0; from -= BLOCK) {
            var start = Math.max(0, from - BLOCK);
            var length = (int) (from - start);
            in.seek(start);
            in.readFully(block, 0, length);
            for (var at = length - 1; at >= 0; at--) {
                if (block[at] == '\n') {
                    return start + at + 1;
                }
            }
        }
        return 0;
    }

    /** Adds checkpoints; answers the number of the last one it then holds, 0 for none. */
    long append(List<Checkpoint> checkpoints) throws IOException {
        if (file == null || checkpoints.isEmpty()) {
            return last();
        }
        var text = new StringBuilder();
        checkpoints.forEach(one -> text.append(ExportLine.of(one).json()).append('\n'));
        mend();
        try (var out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        return checkpoints.getLast().number();
    }

    /** Takes away a line that a crash cut off. */
    private void mend() throws IOException {
        if (file == null || !Files.exists(file)) {
            return;
        }
        try (var in = new RandomAccessFile(file.toFile(), "rw")) {
            in.setLength(lineEnd(in, in.length()));
        }
    }
}
