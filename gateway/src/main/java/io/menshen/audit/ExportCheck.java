package io.menshen.audit;

import io.menshen.audit.Finding.Kind;
import io.menshen.signing.VerifyingKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies an export, line by line, without a database. */
final class ExportCheck {
    private final VerifyingKey trusted;
    private final Verifier verifier;
    private final ExportSeal seal = new ExportSeal();
    private final List<Opening> openings = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<Checkpoint> anchors;
    private @Nullable ExportHead head;
    private boolean begun;
    private long number;

    /**
     * A check.
     *
     * @param anchors what the second place holds; empty where there is none
     */
    ExportCheck(VerifyingKey trusted, List<Checkpoint> anchors) {
        this.trusted = trusted;
        this.verifier = new Verifier(trusted);
        this.anchors = anchors;
    }

    /**
     * Reads to the end.
     *
     * @param oldest an export signed before this moment is stale
     */
    List<Finding> check(ExportLines lines, Instant oldest) throws IOException {
        for (var line = lines.next(); line != null; line = lines.next()) {
            number++;
            accept(line);
        }
        begin();
        verifier.anchors(checkpoints, signedHead(oldest), Kind.STALE_EXPORT);
        return verifier.finish();
    }

    private void accept(ExportLines.Line raw) {
        if (head != null) {
            unreadable("stands after the signed head");
        }
        if (!raw.whole()) {
            unreadable("is torn: its end is missing");
        }
        try {
            var line = ExportLine.parse(raw.text());
            head = line.head() == null ? head : line.head();
            if (line.head() == null) {
                seal.add(raw.bytes());
            }
            sort(line);
        } catch (IllegalArgumentException e) {
            seal.add(raw.bytes());
            unreadable(e.getMessage());
        }
    }

    private void sort(ExportLine line) {
        if (line.entry() != null) {
            begin();
            verifier.accept(line.entry());
        } else if (begun && line.head() == null) {
            unreadable("stands after the first record");
        } else if (line.opening() != null) {
            openings.add(line.opening());
        } else if (line.checkpoint() != null) {
            checkpoints.add(line.checkpoint());
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            verifier.begin(openings, checkpoints);
        }
    }

    /** What the second place learned after the export was begun, the export need not hold. */
    private List<Checkpoint> due(ExportHead head) {
        var begun = Long.parseLong(head.at());
        return anchors.stream().filter(one -> Long.parseLong(one.at()) <= begun).toList();
    }

    /** The anchors that the export must hold: all of them, where its head cannot be believed. */
    private List<Checkpoint> signedHead(Instant oldest) {
        if (head == null) {
            whole(Kind.CUT, "the signed head is missing");
            return anchors;
        }
        if (!head.signedBy(trusted)) {
            whole(Kind.RESIGNED, "the export is not signed by key " + trusted.id());
            return anchors;
        }
        if (!seal.covers(head)) {
            whole(Kind.EDITED, "the export is not what was signed");
            return anchors;
        }
        if (Long.parseLong(head.at()) < Body.micros(oldest)) {
            var age = Duration.between(Body.instant(head.at()), oldest).toSeconds();
            whole(Kind.STALE_EXPORT, "signed " + age + " s before the oldest moment allowed");
        }
        return due(head);
    }

    private void whole(Kind kind, String detail) {
        verifier.add(Finding.checkpoint(kind, number, detail));
    }

    private void unreadable(@Nullable String detail) {
        verifier.add(Finding.checkpoint(Kind.UNREADABLE, number, "line " + number + " " + detail));
    }
}
