package io.menshen.telemetry;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Where a request stands in a trace (W3C Trace Context, level 1). It stands in the Reactor context
 * under its class, and never in a thread.
 *
 * @param traceId 32 hexadecimal digits that all spans of the trace share
 * @param spanId 16 hexadecimal digits of the span in hand: the caller's until one of ours is begun
 * @param sampled whether the spans of this trace are kept
 * @param state what others along the way want to be passed on; empty where there is nothing
 */
public record TraceContext(String traceId, String spanId, Sampled sampled, String state) {
    /** The header with ids and flags. */
    public static final String TRACEPARENT = "traceparent";

    /** The header with the others' words. */
    public static final String TRACESTATE = "tracestate";

    private static final int LENGTH = 55;

    /** Version ff is none; a later version may say more behind a dash. */
    private static final Pattern PARENT =
            Pattern.compile(
                    "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    /** Whether the spans of a trace are kept. */
    public enum Sampled {
        YES,
        NO
    }

    /** A trace that begins here, of which nothing is kept. */
    public static TraceContext fresh() {
        return new TraceContext(trace(), span(), Sampled.NO, "");
    }

    /**
     * The trace and span that a caller names. Headers that are not as they should be are ignored,
     * and no word of them is repeated: a trace of our own begins then.
     *
     * @param parents the values of {@code traceparent}
     * @param states the values of {@code tracestate}
     */
    public static TraceContext continued(List<String> parents, List<String> states) {
        if (parents.size() != 1 || !isSound(parents.getFirst())) {
            return fresh();
        }
        var parent = parents.getFirst();
        var sampled = (HexFormat.fromHexDigits(parent, 53, LENGTH) & 1) == 1;
        return new TraceContext(
                parent.substring(3, 35),
                parent.substring(36, 52),
                sampled ? Sampled.YES : Sampled.NO,
                TraceState.joined(states));
    }

    private static boolean isSound(String parent) {
        return parent.length() >= LENGTH
                && PARENT.matcher(parent).matches()
                && (parent.length() == LENGTH || !parent.startsWith("00"));
    }

    /** The same trace at another span. */
    public TraceContext at(String span, Sampled kept) {
        return new TraceContext(traceId, span, kept, state);
    }

    /** Whether its spans are kept. */
    public boolean isSampled() {
        return sampled == Sampled.YES;
    }

    /** The header for what is asked of others. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + (isSampled() ? "-01" : "-00");
    }

    /** Gives the headers for what is asked of others. */
    public void into(BiConsumer<String, String> headers) {
        headers.accept(TRACEPARENT, traceparent());
        if (!state.isEmpty()) {
            headers.accept(TRACESTATE, state);
        }
    }

    /** An id has to be different, not secret: this is no token of anything. */
    private static String trace() {
        return hex() + span();
    }

    private static String span() {
        var id = hex();
        return id.equals("0000000000000000") ? "0000000000000001" : id;
    }

    private static String hex() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
