package io.menshen.audit;

import io.menshen.audit.Finding.Kind;
import io.menshen.signing.VerifyingKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a log: first all openings and checkpoints, then record by record in the order of chain
 * and seq. What a trusted key signed is what counts; the hashes beside the records only tell where
 * the fault lies. A cut is seen once a checkpoint, a later chain or the second place knows more.
 */
final class Verifier {
    private final List<Finding> findings = new ArrayList<>();
    private final Wanted wanted = new Wanted(findings);
    private final Map<UUID, Opening> openings = new LinkedHashMap<>();
    private final Set<UUID> walked = new HashSet<>();
    private final CheckpointCheck checkpointCheck;
    private @Nullable ChainCheck current;
    private @Nullable UUID chain;
    private long accepted;

    Verifier(VerifyingKey trusted) {
        this.checkpointCheck = new CheckpointCheck(trusted, findings);
    }

    void begin(List<Opening> opened, List<Checkpoint> checkpoints) {
        for (var opening : opened) {
            var twin = openings.putIfAbsent(opening.chain(), opening);
            if (twin != null) {
                add(Kind.FORKED, opening.chain(), "the chain was opened twice");
            }
        }
        opened.forEach(this::predecessor);
        checkpointCheck.check(checkpoints, wanted);
        checkpoints.stream()
                .flatMap(checkpoint -> checkpoint.heads().stream())
                .map(Head::chain)
                .distinct()
                .filter(named -> !openings.containsKey(named))
                .forEach(named -> add(Kind.CHAIN_MISSING, named, "a checkpoint names the chain"));
    }

    /**
     * Compares with the second place.
     *
     * @param beyond what it means that the second place knows a later checkpoint
     */
    void anchors(List<Checkpoint> checkpoints, List<Checkpoint> anchors, Kind beyond) {
        checkpointCheck.anchors(checkpoints, anchors, beyond);
    }

    private void predecessor(Opening opening) {
        var before = opening.predecessor();
        if (before == null) {
            return;
        }
        wanted.add(before, "chain " + opening.chain());
        if (!openings.containsKey(before.chain())) {
            add(Kind.CHAIN_MISSING, before.chain(), opening.chain() + " names it as predecessor");
        }
    }

    void accept(Entry entry) {
        if (!entry.chain().equals(chain)) {
            open(entry.chain());
        }
        Objects.requireNonNull(current).accept(entry);
        accepted++;
    }

    private void open(UUID next) {
        close();
        chain = next;
        if (!walked.add(next)) {
            var detail = "records of other chains stand between its records";
            add(Finding.record(Kind.REORDERED, next, 0, detail).numbered(accepted + 1));
        }
        current = new ChainCheck(next, accepted, openings.get(next), wanted, findings);
    }

    private void close() {
        if (current != null) {
            current.finish();
            current = null;
        }
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    private void add(Kind kind, UUID named, String detail) {
        findings.add(Finding.record(kind, named, 0, detail));
    }

    /** All that was found; empty where the log holds. */
    List<Finding> finish() {
        close();
        openings.keySet().stream().filter(opened -> !walked.contains(opened)).forEach(this::empty);
        return findings.stream().distinct().toList();
    }

    private void empty(UUID opened) {
        new ChainCheck(opened, accepted, openings.get(opened), wanted, findings).finish();
    }
}
