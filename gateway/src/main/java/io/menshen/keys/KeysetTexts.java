package io.menshen.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/** The wrapped keysets of a folder at one moment, as their files hold them. */
record KeysetTexts(Map<KeyUse, String> byUse) {
    private static final int SHORT = 8;

    KeysetTexts {
        byUse = new EnumMap<>(byUse);
    }

    String of(KeyUse use) {
        var text = byUse.get(use);
        if (text == null) {
            throw new IllegalStateException("the keyset for " + use + " is missing");
        }
        return text;
    }

    /**
     * 16 hexadecimal digits that change with every file. They are of what is wrapped, and tell
     * nothing of a key.
     */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byUse.forEach((use, text) -> {
                digest.update(use.bound());
                digest.update(text.getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), SHORT));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
