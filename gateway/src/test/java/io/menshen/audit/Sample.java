package io.menshen.audit;

import io.menshen.audit.AuditRecord.Outcome;
import io.menshen.audit.AuditRecord.Shown;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Treatment;
import io.menshen.signing.SigningKey;
import io.menshen.signing.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A log of three chains and four checkpoints, as its export shows it. */
final class Sample {
    static final Instant AT = Instant.parse("2026-11-24T01:00:00Z");
    static final SigningKey KEY = signing(pair());
    static final UUID FIRST = chain(1);
    static final UUID SECOND = chain(2);
    static final UUID THIRD = chain(3);

    final List<Opening> openings = new ArrayList<>();
    final List<Checkpoint> checkpoints = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();

    Sample() {
        var first = grow(open(FIRST, null), 6);
        checkpoint(List.of(first));
        first = grow(first, 4);
        var second = grow(open(SECOND, first), 5);
        checkpoint(List.of(first, second));
        var before = List.of(first, second);
        second = grow(second, 3);
        changes(before, List.of(first, second));
        var third = grow(open(THIRD, second), 2);
        checkpoint(List.of(first, second, third));
    }

    private static UUID chain(int number) {
        return UUID.nameUUIDFromBytes(("chain " + number).getBytes(StandardCharsets.UTF_8));
    }

    static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static SigningKey signing(KeyPair pair) {
        return new SigningKey(pair.getPrivate(), VerifyingKey.of(pair.getPublic()));
    }

    static AuditRecord entry(int number) {
        return new AuditRecord(
                AT.plusSeconds(number),
                "delivery",
                number % 2 == 0 ? null : "p-" + number,
                "order_fulfil",
                Operation.READ,
                null,
                number % 3 == 0 ? null : new UUID(7, number),
                List.of("identity", "profile"),
                "ab".repeat(32),
                "{\"purpose\":\"order_fulfil\",\"n\":" + number % 4 + "}",
                42,
                Outcome.PERMITTED,
                List.of(),
                List.of(
                        new Shown("full_name", Treatment.CLEAR),
                        new Shown("mobile", Treatment.MASK)),
                "trace-" + number,
                "d_" + number);
    }

    private Head open(UUID chain, @org.jspecify.annotations.Nullable Head predecessor) {
        var opening = Opening.of(chain, Body.micros(AT), predecessor);
        openings.add(opening);
        return opening.head();
    }

    private Head grow(Head head, int records) {
        var last = head;
        for (var i = 0; i < records; i++) {
            var next = Entry.after(last, Body.of(entry(entries.size())));
            entries.add(next);
            last = next.head();
        }
        return last;
    }

    /** The third lists only what changed. */
    private void changes(List<Head> before, List<Head> now) {
        var last = checkpoints.getLast();
        checkpoints.add(last.next(Body.micros(AT), Heads.of(before), Heads.of(now), KEY));
    }

    private void checkpoint(List<Head> heads) {
        var previous = checkpoints.isEmpty() ? Checkpoint.NONE : checkpoints.getLast().hash();
        var number = checkpoints.size() + 1;
        checkpoints.add(Checkpoint.sign(number, Body.micros(AT), previous, heads, KEY));
    }

    /** The place of a record in {@link #entries}. */
    int place(UUID chain, long seq) {
        for (var i = 0; i < entries.size(); i++) {
            if (entries.get(i).chain().equals(chain) && entries.get(i).seq() == seq) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such record");
    }

    /** What the verifier finds on-line, where no head covers the whole. */
    List<Finding> verify(List<Checkpoint> anchors) {
        var verifier = new Verifier(KEY.verifying());
        verifier.begin(openings, checkpoints);
        verifier.anchors(checkpoints, anchors, Finding.Kind.CUT);
        entries.forEach(verifier::accept);
        return verifier.finish();
    }

    /** The lines of the export, the signed head included. */
    List<String> export() {
        var lines = new ArrayList<String>();
        openings.forEach(opening -> lines.add(ExportLine.of(opening).json()));
        checkpoints.forEach(checkpoint -> lines.add(ExportLine.of(checkpoint).json()));
        entries.forEach(entry -> lines.add(ExportLine.of(entry).json()));
        var seal = new ExportSeal();
        lines.forEach(seal::add);
        lines.add(seal.sign(Body.micros(AT), KEY));
        return lines;
    }
}
