package io.menshen.catalog;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The end of a certificate or an agreement; after it, what rests on it is refused.
 *
 * @param path its place in the registries, such as <code>/consumers/{consumer}/mlps</code>
 * @param last the last day on which it holds
 */
public record Expiry(String path, LocalDate last) {
    private static final String STAFF = "/staff/";
    private static final String DEPLOYMENT = "/deployment/";

    /** Days after which an end is known and meant: the consumer was left to it. */
    private static final int NEWS = 30;

    /** Days ahead at which somebody is told, the nearest first. */
    private static final int[] NOTICES = {7, 30, 60};

    /** All ends that the registries name, the earliest first. */
    public static List<Expiry> of(Catalog catalog) {
        var found = new ArrayList<Expiry>();
        add(found, "/deployment", catalog.deployment().mlps(), null);
        catalog.consumers()
                .forEach((id, one) -> add(found, "/consumers/" + id, one.mlps(), one.agreement()));
        catalog.staff()
                .people()
                .forEach((id, one) -> add(found, "/staff/people/" + id, null, one.agreement()));
        found.sort(Comparator.comparing(Expiry::last).thenComparing(Expiry::path));
        return found;
    }

    private static void add(
            List<Expiry> to, String path, @Nullable Mlps mlps, @Nullable Agreement agreement) {
        if (mlps != null) {
            to.add(new Expiry(path + "/mlps", mlps.expires()));
        }
        if (agreement != null) {
            to.add(new Expiry(path + "/agreement", agreement.expires()));
        }
    }

    /** Days from that day to the last one; 0 on the last day, negative after it. */
    public long days(LocalDate today) {
        return ChronoUnit.DAYS.between(today, last);
    }

    /**
     * Whether it is over and somebody has to be told: of the deployment for ever, since everything
     * is refused; of a consumer for 30 days. A member of staff leaves, which is no news.
     */
    public boolean isMissed(LocalDate today) {
        var days = days(today);
        return days < 0 && !path.startsWith(STAFF) && (days >= -NEWS || isOfDeployment());
    }

    /** Whether all rests on it. */
    public boolean isOfDeployment() {
        return path.startsWith(DEPLOYMENT);
    }

    /** The nearest of 7, 30 and 60 days within which it ends; empty before, and once it ended. */
    public OptionalInt notice(LocalDate today) {
        var days = days(today);
        return IntStream.of(NOTICES).filter(n -> days >= 0 && days <= n).findFirst();
    }
}
