package io.menshen.connectors.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * {@code t=SECONDS,v1=HEX} over the time, a full stop and the body, so that what was sent once is
 * not taken from another hand later.
 */
public final class Signature {
    /** The header that holds it. */
    public static final String HEADER = "Menshen-Signature";

    /** How far the clocks of the two sides may differ. */
    public static final Duration SKEW = Duration.ofMinutes(5);

    private static final Pattern FORM = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");

    private Signature() {}

    /** The header's value for a body that is sent now. */
    public static String of(SigningBytes key, Instant now, byte[] body) {
        var seconds = now.getEpochSecond();
        return "t=" + seconds + ",v1=" + key.sign(signed(seconds, body));
    }

    /** Whether a header is of that body, under that key, and not older than the skew. */
    public static boolean holds(SigningBytes key, Instant now, String header, byte[] body) {
        var parts = FORM.matcher(header);
        if (!parts.matches()) {
            return false;
        }
        var seconds = Long.parseLong(parts.group(1));
        var apart = Math.abs(now.getEpochSecond() - seconds);
        var expected = key.sign(signed(seconds, body)).getBytes(StandardCharsets.US_ASCII);
        var given = parts.group(2).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, given) && apart <= SKEW.toSeconds();
    }

    private static byte[] signed(long seconds, byte[] body) {
        var all = new ByteArrayOutputStream(body.length + 16);
        all.writeBytes((seconds + ".").getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(body);
        return all.toByteArray();
    }
}
