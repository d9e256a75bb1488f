package io.menshen.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.StaffRegistry;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Staff;
import io.menshen.policy.Policies;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Callers as the registries in force know them (T/CCAGM 002 4.1.4-c, 5.5). */
final class RegisteredCallers implements CallerResolver {
    private static final String NO_ROLE = "none";

    /** A client of an issuer, as its tokens name it. */
    private record Client(String issuer, String id) {}

    /** The consumers of each catalogue by their clients; weak keys compare by identity. */
    private final LoadingCache<Catalog, Map<Client, String>> consumers =
            Caffeine.newBuilder().weakKeys().build(RegisteredCallers::byClient);

    private final Policies policies;
    private final Clock clock;

    RegisteredCallers(Policies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public Optional<Caller> resolve(String issuer, String clientId, @Nullable String staff) {
        var catalog = policies.current().catalog();
        return Optional.ofNullable(consumers.get(catalog).get(new Client(issuer, clientId)))
                .map(id -> new Caller(issuer, clientId, id, member(catalog, staff)));
    }

    /** The first of two that are one client counts. The pages for people are no client at all. */
    private static Map<Client, String> byClient(Catalog catalog) {
        var known = new HashMap<Client, String>();
        catalog.consumers()
                .forEach((id, one) ->
                        known.putIfAbsent(new Client(one.issuer(), one.clientId()), id));
        known.values().remove(catalog.deployment().pages());
        return known;
    }

    /** Whoever is not in the registry has neither role nor agreement; the policy refuses that. */
    private @Nullable Staff member(Catalog catalog, @Nullable String person) {
        if (person == null) {
            return null;
        }
        var known = Optional.ofNullable(catalog.staff().people().get(person));
        var role = known.map(StaffRegistry.Person::role).orElse(NO_ROLE);
        var day = BusinessDay.today(clock);
        return new Staff(person, role, catalog.staff().agreement(person, day));
    }
}
