package io.menshen.upkeep;

import io.menshen.catalog.Expiry;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Effect;
import io.menshen.kernel.Health;
import io.menshen.kernel.HealthPart;
import io.menshen.kernel.NextExpiry;
import io.menshen.kernel.RefusedException;
import io.menshen.policy.Policies;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Certificates and agreements of the policy in force that end soon. It is no fault of the gateway's
 * yet: it goes on serving, and says so 60, 30 and 7 days ahead, and once it was missed.
 */
final class Expiring implements HealthPart, NextExpiry {
    private final Policies policies;
    private final Clock clock;
    private final Instant started;

    Expiring(Policies policies, Clock clock, Instant started) {
        this.policies = policies;
        this.clock = clock;
        this.started = started;
    }

    @Override
    public String name() {
        return "expiries";
    }

    @Override
    public boolean required() {
        return false;
    }

    /** Since when the nearest end is so near. */
    @Override
    public Health health() {
        return nearest().flatMap(this::warned).orElseGet(() -> Health.up(started));
    }

    private Optional<Health> warned(Expiry next) {
        var today = BusinessDay.today(clock);
        if (next.isMissed(today)) {
            return Optional.of(degraded(next.last().plusDays(1), "expired"));
        }
        var notice = next.notice(today);
        if (notice.isEmpty()) {
            return Optional.empty();
        }
        var days = notice.getAsInt();
        return Optional.of(degraded(next.last().minusDays(days), "expires_in_" + days + "_days"));
    }

    private static Health degraded(LocalDate since, String code) {
        return Health.degraded(since.atStartOfDay(BusinessDay.ZONE).toInstant(), code)
                .meaning(Effect.NONE, Effect.NONE);
    }

    @Override
    public Optional<LocalDate> next() {
        return nearest().map(Expiry::last);
    }

    /**
     * What matters most: the deployment that is over, then what ends soon, then a consumer that is
     * over, then what ends next. None before the first policy has come.
     */
    private Optional<Expiry> nearest() {
        try {
            var today = BusinessDay.today(clock);
            List<Expiry> all = Expiry.of(policies.current().catalog());
            return first(all, one -> one.isMissed(today) && one.isOfDeployment())
                    .or(() -> first(all, one -> one.notice(today).isPresent()))
                    .or(() -> first(all, one -> one.isMissed(today)))
                    .or(() -> first(all, one -> one.days(today) >= 0));
        } catch (RefusedException _) {
            return Optional.empty();
        }
    }

    private static Optional<Expiry> first(List<Expiry> all, Predicate<Expiry> which) {
        return all.stream().filter(which).findFirst();
    }
}
