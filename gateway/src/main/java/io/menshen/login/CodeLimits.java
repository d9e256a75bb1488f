package io.menshen.login;

import io.menshen.kernel.Personal;
import io.menshen.keys.KeyRing;
import io.menshen.subject.Identifier;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * How many codes may be asked for: per number, per network address, and in all. Numbers and
 * addresses are few and guessable, so they are counted under pseudonyms.
 */
final class CodeLimits {
    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What a number may be sent on one day, in times of what it may be sent in ten minutes. */
    private static final int A_DAY = 3;

    private static final String NUMBER = "login number ";
    private static final String ADDRESS = "login address";

    private final KeyRing keys;
    private final LoginProperties properties;
    private final Clock clock;

    CodeLimits(KeyRing keys, LoginProperties properties, Clock clock) {
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    List<Window> of(Identifier number, String address) {
        var now = clock.instant();
        var who = "number:" + pseudonym(NUMBER + number.field(), number.value());
        var where = "address:" + pseudonym(ADDRESS, Personal.of(address));
        var most = properties.perNumber();
        return List.of(
                Window.of(who, most, SHORT, now),
                Window.of(who, most * A_DAY, DAY, now),
                Window.of(where, properties.perAddress(), SHORT, now),
                Window.of("all", properties.perMinute(), MINUTE, now));
    }

    private String pseudonym(String kind, Personal<String> value) {
        return pseudonym(keys, kind, value);
    }

    /** Under what somebody is counted, in hex. */
    static String pseudonym(KeyRing keys, String kind, Personal<String> value) {
        return HexFormat.of().formatHex(keys.index(kind, value).mac().toArray());
    }
}
