package io.menshen.audit;

import io.menshen.kernel.Bytes;
import io.menshen.signing.SigningKey;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.IsolationLevel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HexFormat;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Writes the audit as NDJSON: openings, checkpoints, records by chain and seq, then a signed head
 * that covers every byte before it.
 */
public final class AuditExport {
    private final SigningKey key;
    private final Clock clock;
    private final Scheduler files = Schedulers.boundedElastic();

    private AuditExport(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * An export signed with this key. It reads both files at once and blocks.
     *
     * @throws IOException where a file cannot be read
     * @throws IllegalArgumentException where a file does not hold such a key
     */
    public static AuditExport of(Path privateKey, Path publicKey, Clock clock) throws IOException {
        return new AuditExport(SigningKey.read(privateKey, publicKey), clock);
    }

    /**
     * Writes one snapshot of the database to a file, which is replaced once it is whole. Only its
     * owner can read it: what it holds is pseudonymous.
     *
     * @param database connections of the role menshen_audit
     * @return the number of lines before the head
     */
    public Mono<Long> write(ConnectionFactory database, Path target) {
        return Mono.using(() -> begin(target), half -> write(database, half, target), Half::drop)
                .subscribeOn(files);
    }

    /**
     * The signature over the sums of a pack's files.
     *
     * @param sums a line a file: SHA-256 in hex, two spaces, its name
     * @return 64 bytes, as {@code openssl pkeyutl -rawin} verifies them
     */
    public Bytes sign(String sums) {
        var signature = key.sign(sums.getBytes(StandardCharsets.UTF_8));
        return Bytes.copyOf(HexFormat.of().parseHex(signature));
    }

    /** A file that is not whole yet. */
    private record Half(Path file, BufferedWriter out) {
        void keep(Path target) {
            try {
                out.close();
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void drop() {
            try {
                out.close();
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Temporary files are made readable by their owner only. */
    private static Half begin(Path target) throws IOException {
        var folder = target.toAbsolutePath().getParent();
        var file = Files.createTempFile(folder, "audit", ".new");
        return new Half(file, Files.newBufferedWriter(file));
    }

    private Mono<Long> write(ConnectionFactory database, Half half, Path target) {
        return write(database, half.out()).doOnNext(_ -> half.keep(target));
    }

    private Mono<Long> write(ConnectionFactory database, BufferedWriter out) {
        var seal = new ExportSeal();
        // The moment before the snapshot: what came later is not missed in it.
        var begun = Body.micros(clock.instant());
        return Transactions.run(database, IsolationLevel.REPEATABLE_READ, c -> lines(c, out, seal))
                .publishOn(files)
                .doOnNext(_ -> line(out, seal.sign(begun, key)));
    }

    private Mono<Long> lines(Connection connection, BufferedWriter out, ExportSeal seal) {
        return Flux.concat(
                        Chains.openings(connection).map(ExportLine::of),
                        Flux.defer(() -> Chains.checkpoints(connection, 0)).map(ExportLine::of),
                        Flux.defer(() -> Chains.records(connection)).map(ExportLine::of))
                .map(ExportLine::json)
                .doOnNext(seal::add)
                .publishOn(files)
                .doOnNext(line -> line(out, line))
                .count();
    }

    private static void line(BufferedWriter out, String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
