package io.menshen.audit;

import io.menshen.audit.Finding.Kind;
import io.menshen.signing.VerifyingKey;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A copy of the checkpoints in a file of one's own, which only grows. Before it takes newer ones it
 * looks whether the database still holds the last one that it took: a log that was cut or written
 * anew is told, and nothing more is taken from it.
 */
public final class Witness {
    private static final int PAGE = 500;

    private final VerifyingKey trusted;
    private final Anchor copy;

    private Witness(VerifyingKey trusted, Anchor copy) {
        this.trusted = trusted;
        this.copy = copy;
    }

    /**
     * A witness. It reads the key at once and blocks.
     *
     * @param publicKey PEM file of the Ed25519 key that signs checkpoints
     * @param copy a checkpoint per line; it need not exist yet
     * @throws IOException where the key's file cannot be read
     * @throws IllegalArgumentException where it holds no such key
     */
    public static Witness of(Path publicKey, Path copy) throws IOException {
        return new Witness(VerifyingKey.read(publicKey), new Anchor(copy));
    }

    /**
     * What a look at the database gave.
     *
     * @param added how many checkpoints were taken
     * @param findings why no more were taken; empty where all were
     */
    public record Taken(long added, List<Finding> findings) {
        /** Keeps a copy. */
        public Taken {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Takes the checkpoints that the copy lacks.
     *
     * @param database connections of the role menshen_audit
     */
    public Mono<Taken> take(ConnectionFactory database) {
        return page(database)
                .expand(taken -> isFull(taken) ? page(database) : Mono.empty())
                .reduce((one, next) -> new Taken(one.added() + next.added(), next.findings()));
    }

    private static boolean isFull(Taken taken) {
        return taken.findings().isEmpty() && taken.added() >= PAGE;
    }

    private Mono<Taken> page(ConnectionFactory database) {
        return Mono.fromCallable(() -> Optional.ofNullable(copy.newest()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(last -> page(database, last.orElse(null)));
    }

    /** From the last one that was taken: it must still be there. */
    private Mono<Taken> page(ConnectionFactory database, @Nullable Checkpoint last) {
        var above = last == null ? 0 : last.number() - 1;
        return Transactions.run(database, c -> Chains.page(c, above, PAGE + 1).collectList())
                .publishOn(Schedulers.boundedElastic())
                .flatMap(found -> Mono.fromCallable(() -> append(last, found)));
    }

    private Taken append(@Nullable Checkpoint last, List<Checkpoint> found) throws IOException {
        if (last != null && found.isEmpty()) {
            return refused(Kind.CUT, last, "the database no longer holds it");
        }
        if (last != null && !last.equals(found.getFirst())) {
            return refused(Kind.FORKED, last, "the database holds another one in its place");
        }
        var before = last;
        var fresh = new ArrayList<Checkpoint>();
        for (var one : last == null ? found : found.subList(1, found.size())) {
            if (!one.signedBy(trusted)) {
                copy.append(fresh);
                return refused(Kind.RESIGNED, one, "it is not signed by key " + trusted.id());
            }
            if (!follows(before, one)) {
                copy.append(fresh);
                return refused(Kind.FORKED, one, "it does not follow from the one before");
            }
            fresh.add(one);
            before = one;
        }
        copy.append(fresh);
        return new Taken(fresh.size(), List.of());
    }

    private static boolean follows(@Nullable Checkpoint before, Checkpoint one) {
        return before == null
                ? one.number() == 1 && one.previous().equals(Checkpoint.NONE)
                : one.number() == before.number() + 1 && one.previous().equals(before.hash());
    }

    private static Taken refused(Kind kind, Checkpoint checkpoint, String detail) {
        return new Taken(0, List.of(Finding.checkpoint(kind, checkpoint.number(), detail)));
    }

    /**
     * A checkpoint as a line, as exports have it.
     *
     * @param number from 1
     */
    public record Line(long number, String json) {}

    /**
     * What the copy holds above that number, in order. It blocks.
     *
     * @throws IOException where the copy cannot be read
     */
    public List<Line> above(long number) throws IOException {
        return copy.read().stream()
                .filter(one -> one.number() > number)
                .map(one -> new Line(one.number(), ExportLine.of(one).json()))
                .toList();
    }
}
