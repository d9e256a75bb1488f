package io.menshen.kernel;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** The day that agreements, certifications and daily counts are reckoned by: Asia/Shanghai. */
public final class BusinessDay {
    /** Where the retailer's days begin and end. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private BusinessDay() {}

    /** Today by that clock. */
    public static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
