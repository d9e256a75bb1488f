package io.menshen.vault;

import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The MAC over all columns of a row of store D, its version included (T/CCAGM 002 5.5). */
final class ProfileMac {
    private final KeyRing keys;

    ProfileMac(KeyRing keys) {
        this.keys = keys;
    }

    byte[] of(UUID row, StoredRow.Clear value) {
        return keys.mac(MacUse.PROFILE, parts(row, value));
    }

    boolean verifies(UUID row, StoredRow.Clear value) {
        return keys.verifies(MacUse.PROFILE, value.mac().toArray(), parts(row, value));
    }

    private static List<byte[]> parts(UUID row, StoredRow.Clear value) {
        return List.of(
                text(row.toString()),
                text(value.field()),
                text(Integer.toString(value.ordinal())),
                text(value.value()),
                text(value.purpose()),
                text(day(value.expires())),
                text(Long.toString(value.version())));
    }

    private static String day(LocalDate day) {
        return day.toString();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
