package io.menshen.audit;

import io.menshen.audit.Finding.Kind;
import io.menshen.signing.VerifyingKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Checks the checkpoints of a log among themselves and against the second place. */
final class CheckpointCheck {
    private final VerifyingKey trusted;
    private final List<Finding> findings;
    private final Map<UUID, Long> reached = new HashMap<>();
    private final Heads all = new Heads();
    private boolean followed = true;

    CheckpointCheck(VerifyingKey trusted, List<Finding> findings) {
        this.trusted = trusted;
        this.findings = findings;
    }

    void check(List<Checkpoint> checkpoints, Wanted wanted) {
        var number = 1L;
        var previous = Checkpoint.NONE;
        for (var checkpoint : checkpoints) {
            inOrder(number, checkpoint.number());
            if (number == checkpoint.number() && !previous.equals(checkpoint.previous())) {
                add(Kind.FORKED, checkpoint, "does not follow from the checkpoint before");
            }
            one(checkpoint, number);
            heads(checkpoint, wanted);
            number = checkpoint.number() + 1;
            previous = checkpoint.hash();
        }
    }

    private void inOrder(long expected, long number) {
        if (number > expected) {
            findings.add(Finding.checkpoint(Kind.DELETED, expected, "checkpoint is missing"));
        } else if (number < expected) {
            findings.add(
                    Finding.checkpoint(
                            Kind.REORDERED, number, "checkpoint stands after a later one"));
        }
    }

    private void one(Checkpoint checkpoint, long number) {
        if (!checkpoint.signedBy(trusted)) {
            add(Kind.RESIGNED, checkpoint, "checkpoint is not signed by key " + trusted.id());
        }
        var whole = checkpoint.base() == Checkpoint.WHOLE;
        // Changes say nothing once what they change is not known: the fault before is told already.
        followed = whole || (followed && checkpoint.number() == number);
        all.apply(checkpoint);
        if (followed && !(whole || checkpoint.base() == number - 1)) {
            add(Kind.EDITED, checkpoint, "does not build on the checkpoint before");
        }
        if (followed && !checkpoint.holds(all)) {
            add(Kind.EDITED, checkpoint, "heads do not give the signed root");
            followed = false;
        }
    }

    private void heads(Checkpoint checkpoint, Wanted wanted) {
        var before =
                checkpoint.base() == Checkpoint.WHOLE ? Map.copyOf(reached) : Map.<UUID, Long>of();
        for (var head : checkpoint.heads()) {
            wanted.add(head, "checkpoint " + checkpoint.number());
            if (reached.merge(head.chain(), head.seq(), Math::max) > head.seq()) {
                var detail = "checkpoint " + checkpoint.number() + " names an earlier head";
                findings.add(Finding.record(Kind.CUT, head.chain(), head.seq() + 1, detail));
            }
        }
        var named = checkpoint.heads().stream().map(Head::chain).toList();
        before.keySet().stream()
                .filter(chain -> !named.contains(chain))
                .forEach(chain -> forgotten(chain, checkpoint));
    }

    private void forgotten(UUID chain, Checkpoint checkpoint) {
        var detail = "checkpoint " + checkpoint.number() + " no longer names the chain";
        findings.add(Finding.record(Kind.CHAIN_MISSING, chain, 0, detail));
    }

    /**
     * Compares with what the second place holds.
     *
     * @param beyond what it means that the second place knows a later checkpoint
     */
    void anchors(List<Checkpoint> checkpoints, List<Checkpoint> anchors, Kind beyond) {
        var last = checkpoints.isEmpty() ? 0 : checkpoints.getLast().number();
        var byNumber = new HashMap<Long, Checkpoint>();
        checkpoints.forEach(checkpoint -> byNumber.put(checkpoint.number(), checkpoint));
        var anchored = 0L;
        for (var anchor : anchors) {
            var own = byNumber.get(anchor.number());
            if (own == null && anchor.number() > last) {
                add(beyond, anchor, "the second place knows this later checkpoint");
            } else if (!anchor.equals(own)) {
                add(Kind.FORKED, anchor, "the second place holds another checkpoint");
            }
            anchored = Math.max(anchored, anchor.number());
        }
        if (anchored < last || anchors.isEmpty()) {
            var detail = "not anchored from here on: the second place does not hold it";
            findings.add(Finding.checkpoint(Kind.NOT_ANCHORED, anchored + 1, detail));
        }
    }

    private void add(Kind kind, Checkpoint checkpoint, String detail) {
        findings.add(Finding.checkpoint(kind, checkpoint.number(), detail));
    }
}
