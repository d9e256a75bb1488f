package io.menshen.audit;

import io.menshen.signing.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Digests the lines of an export as they pass. */
final class ExportSeal {
    private final MessageDigest digest = Canonical.sha256();
    private long lines;

    void add(String line) {
        add(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }

    void add(ByteBuffer line) {
        digest.update(line.duplicate());
        digest.update((byte) '\n');
        lines++;
    }

    /** Ends the digest: the last line, signed. */
    String sign(long micros, SigningKey key) {
        return ExportLine.of(ExportHead.sign(micros, lines, end(), key)).json();
    }

    /** Ends the digest: whether that head covers what passed. */
    boolean covers(ExportHead head) {
        return head.lines() == lines && head.digest().equals(end());
    }

    private String end() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
