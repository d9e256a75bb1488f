package io.menshen.tokens;

import io.menshen.kernel.BusinessDay;
import io.menshen.storage.CoalescedRead.Found;
import io.menshen.storage.Transactions;
import io.menshen.tokens.TokenRows.Offer;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tokens for many values at once: one query finds those that have one, a second gives each other
 * value a random one, again where another value holds what was drawn.
 */
final class Issuing {
    // Read as the class loads, since the first use of a time zone reads a file.
    private static final ZoneId ZONE = BusinessDay.ZONE;

    /** In a space that is full by half, one value in 65,000 draws this often in vain. */
    private static final int DRAWS = 16;

    private final ConnectionFactory database;
    private final Sealing sealing;
    private final Clock clock;
    private final RandomGenerator random;

    /** Issues over connections of the role {@code TOKEN}. */
    Issuing(ConnectionFactory database, Sealing sealing, Clock clock, RandomGenerator random) {
        this.database = database;
        this.sealing = sealing;
        this.clock = clock;
        this.random = random;
    }

    /** The token of each; those whose draws were all in vain are missing. */
    Flux<Found<Wanted, String>> issue(List<Wanted> wanted) {
        var macs = wanted.stream().flatMap(Wanted::allMacs).distinct().toList();
        return Mono.usingWhen(database.create(), c -> TokenRows.byMac(c, macs), Connection::close)
                .flatMap(known -> complete(wanted, known, DRAWS))
                .flatMapIterable(known -> found(wanted, known));
    }

    private Mono<Map<String, String>> complete(
            List<Wanted> wanted, Map<String, String> known, int draws) {
        var missing = wanted.stream().filter(one -> one.allMacs().noneMatch(known::containsKey));
        var offers = missing.map(this::offer).toList();
        if (offers.isEmpty() || draws == 0) {
            return Mono.just(known);
        }
        var today = LocalDate.ofInstant(clock.instant(), ZONE);
        return Transactions.run(database, c -> TokenRows.issue(c, offers, today))
                .flatMap(issued -> complete(wanted, both(known, issued), draws - 1));
    }

    private Offer offer(Wanted wanted) {
        var token = wanted.form().draw(random);
        var sealed = sealing.seal(wanted.scope(), wanted.field(), token, wanted.held());
        return new Offer(wanted, token, sealed);
    }

    private static Map<String, String> both(Map<String, String> known, Map<String, String> issued) {
        var both = new HashMap<>(known);
        both.putAll(issued);
        return both;
    }

    private static List<Found<Wanted, String>> found(
            List<Wanted> wanted, Map<String, String> known) {
        return wanted.stream().flatMap(one -> found(one, known).stream()).toList();
    }

    private static Optional<Found<Wanted, String>> found(Wanted one, Map<String, String> known) {
        return one.allMacs()
                .flatMap(mac -> Optional.ofNullable(known.get(mac)).stream())
                .findFirst()
                .map(token -> new Found<>(one, token));
    }
}
