package io.menshen.quota;

import io.menshen.catalog.Caps;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Staff;
import io.menshen.keys.KeyRing;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;

/**
 * The windows that a use falls into. All keys of a consumer share a hash tag, so that a cluster
 * keeps them on one node and one script counts them.
 */
final class Windows {
    // Read as the class loads, since the first use of a time zone reads a file.
    private static final ZoneId ZONE = BusinessDay.ZONE;
    private static final String STAFF = "quota staff";

    private final KeyRing keys;
    private final Clock clock;

    Windows(KeyRing keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    Spend of(Caller caller, String purpose, Caps caps) {
        var now = clock.instant().atZone(ZONE);
        var common = "menshen:cap:{" + caller.consumer() + "}:";
        var windows = new ArrayList<Window>(3);
        windows.add(minute(common + "purpose:" + purpose, caps.perMinute(), now));
        windows.add(day(common + "purpose:" + purpose, caps.perDay(), now));
        var staff = caller.staff();
        var perStaff = caps.staffPerMinute();
        if (staff != null && perStaff != null) {
            windows.add(
                    minute(common + "staff:" + pseudonym(caller.issuer(), staff), perStaff, now));
        }
        return new Spend(windows);
    }

    private static Window minute(String what, int cap, ZonedDateTime now) {
        var begin = now.truncatedTo(ChronoUnit.MINUTES).toInstant();
        var number = begin.getEpochSecond() / 60;
        return new Window(what + ":m" + number, cap, begin.plus(1, ChronoUnit.MINUTES));
    }

    private static Window day(String what, int cap, ZonedDateTime now) {
        var day = now.toLocalDate();
        var end = day.plusDays(1).atStartOfDay(ZONE).toInstant();
        return new Window(what + ":d" + day, cap, end);
    }

    /** Staff ids are few and guessable, so a bare hash would not hide them from who reads Redis. */
    private String pseudonym(String issuer, Staff staff) {
        var who = Personal.of(issuer.length() + ":" + issuer + staff.person());
        return HexFormat.of().formatHex(keys.index(STAFF, who).mac().toArray());
    }
}
