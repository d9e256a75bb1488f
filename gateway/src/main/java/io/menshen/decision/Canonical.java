package io.menshen.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One spelling of a plan, so that equal plans have equal hashes. */
final class Canonical {
    private Canonical() {}

    static String planHash(Map<String, Decision.Shown> plan) {
        var text =
                new TreeMap<>(plan)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + " " + shown(entry.getValue()))
                                .collect(Collectors.joining("\n"));
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    private static String shown(Decision.Shown shown) {
        return shown.treatment().word() + (shown.by() == null ? "" : " " + shown.by());
    }
}
