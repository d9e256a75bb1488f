package io.menshen.telemetry;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The header {@code tracestate} (W3C Trace Context, §3.3). */
final class TraceState {
    /** The most list members of a sound header. */
    private static final int MEMBERS = 32;

    /** Longer ones need not be passed on, and are not. */
    private static final int LONGEST = 512;

    private static final Pattern MEMBER =
            Pattern.compile(
                    "([a-z][_0-9a-z\\-*/]{0,255}|[a-z0-9][_0-9a-z\\-*/]{0,240}@[a-z][_0-9a-z\\-*/]{0,13})"
                            + "=[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

    private TraceState() {}

    /** All values as one; empty where they are not sound, since a part of them would mislead. */
    static String joined(List<String> values) {
        if (values.isEmpty()) {
            return "";
        }
        var joined = String.join(",", values);
        return joined.length() <= LONGEST && isSound(joined) ? joined : "";
    }

    private static boolean isSound(String joined) {
        var keys = new HashSet<String>();
        var count = 0;
        for (var part : joined.split(",", -1)) {
            var member = part.strip();
            if (!member.isEmpty()) {
                count++;
                var named = MEMBER.matcher(member);
                if (!named.matches() || !keys.add(named.group(1)) || count > MEMBERS) {
                    return false;
                }
            }
        }
        return count > 0;
    }
}
