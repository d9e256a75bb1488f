package io.menshen.journal;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A file with an entry per line. Several processes may append: a lock on the file orders them, and
 * each follows what the others wrote before it adds its own. A last line without its end was never
 * acknowledged and is cut off.
 */
final class JournalFile implements Journal {
    /** A disk that is silent for so long is lost; the transaction that waits holds a row's lock. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /**
     * Locks of one process on one file overlap: within it, its writers wait for each other here.
     */
    private static final Object ORDER = new Object();

    private final Path file;
    private final JournalLines lines;
    private final Scheduler files;
    // Touched under ORDER only.
    private @Nullable Mark last;

    JournalFile(Path file, JournalLines lines, Scheduler files) {
        this.file = file;
        this.lines = lines;
        this.files = files;
    }

    @Override
    public Mono<JournalEntry.Placed> append(JournalEntry entry) {
        return onFiles(() -> appended(entry))
                .timeout(LIMIT)
                .onErrorMap(
                        JournalFile::isOfTheFile,
                        _ -> Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 5).toException());
    }

    private static boolean isOfTheFile(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof JournalAlteredException
                || failure instanceof RejectedExecutionException
                || failure instanceof TimeoutException;
    }

    @Override
    public Mono<Part> read() {
        return onFiles(() -> following(null));
    }

    @Override
    public Mono<Part> read(Mark after) {
        return onFiles(() -> following(after));
    }

    private <T> Mono<T> onFiles(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(files);
    }

    private JournalEntry.Placed appended(JournalEntry entry) throws IOException {
        synchronized (ORDER) {
            try (var channel =
                            FileChannel.open(
                                    file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var before = following(channel, last).end();
                last = before;
                var line = lines.line(before, entry);
                write(channel, before.end(), line);
                var added = lines.read(before, line);
                last = added.end();
                return added.entries().getFirst();
            }
        }
    }

    /** What could not be forced to disk is taken back, as nobody may count on it. */
    private static void write(FileChannel channel, long at, byte[] line) throws IOException {
        var bytes = ByteBuffer.wrap(line);
        try {
            channel.truncate(at).position(at);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(at);
            throw e;
        }
    }

    private Part following(@Nullable Mark after) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return following(channel, after);
        }
    }

    private Part following(FileChannel channel, @Nullable Mark after) throws IOException {
        if (after == null) {
            return lines.read(null, bytes(channel, 0, channel.size()));
        }
        if (!Bytes.copyOf(bytes(channel, after.position(), after.end())).equals(after.line())) {
            throw JournalLines.cut(after.position());
        }
        return lines.read(after, bytes(channel, after.end(), channel.size()));
    }

    /** The bytes between two places, or fewer where the file ends before. */
    private static byte[] bytes(FileChannel channel, long from, long to) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(Math.max(0, to - from)));
        var read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = channel.read(bytes, from + bytes.position());
        }
        var whole = new byte[bytes.flip().remaining()];
        bytes.get(whole);
        return whole;
    }
}
