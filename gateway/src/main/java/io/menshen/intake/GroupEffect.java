package io.menshen.intake;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.keys.KeyRing;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes the rows of a group: together where each is of another person, and one by one, as single
 * intakes, what has to find what was written just before, and what others came first of.
 */
final class GroupEffect {
    private static final int AT_ONCE = 16;

    private final Intake intake;
    private final GroupWriter writer;
    private final KeyRing keys;

    GroupEffect(Intake intake, GroupWriter writer, KeyRing keys) {
        this.intake = intake;
        this.writer = writer;
        this.keys = keys;
    }

    /** The rows of a group by the way that they go. */
    private record Ways(
            List<Prepared.Ready> together, List<Offering.Read> before, List<Offering.Read> after) {}

    /** What became of each row, in their order, up to one at which the gateway cannot go on. */
    Mono<List<RowResult>> results(ImportOrder order, List<Prepared> group) {
        var results = new HashMap<Long, RowResult>();
        var ways = ways(upToStop(group, results));
        return together(order, ways.together())
                .concatWith(singly(order, ways.before(), AT_ONCE))
                .concatWith(singly(order, ways.after(), 1))
                .takeUntil(RowResult.Stopped.class::isInstance)
                .doOnNext(result -> results.put(row(result), result))
                .then(Mono.fromSupplier(() -> inOrder(group, results)));
    }

    private static long row(RowResult result) {
        return switch (result) {
            case RowResult.Told(var answer) -> answer.row();
            case RowResult.Stopped(var row, _) -> row;
        };
    }

    private static List<Prepared> upToStop(List<Prepared> group, Map<Long, RowResult> results) {
        var whole = new ArrayList<Prepared>();
        for (var row : group) {
            if (row instanceof Prepared.Over(var number, var result)) {
                results.put(number, result);
                if (result instanceof RowResult.Stopped) {
                    break;
                }
            }
            whole.add(row);
        }
        return whole;
    }

    private Ways ways(List<Prepared> group) {
        var ways = new Ways(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var apart = new Apart(keys);
        for (var row : group) {
            switch (row) {
                case Prepared.Ready ready when apart.isFirst(ready.admitted()) ->
                        ways.together().add(ready);
                case Prepared.Ready ready -> ways.after().add(ready.read());
                case Prepared.Single single -> ways.before().add(single.read());
                case Prepared.Over _ -> {}
            }
        }
        return ways;
    }

    private Flux<RowResult> together(ImportOrder order, List<Prepared.Ready> rows) {
        if (rows.isEmpty()) {
            return Flux.empty();
        }
        return writer.write(rows.stream().map(Prepared.Ready::admitted).toList())
                .flatMapIterable(taken -> taken(rows, taken))
                .onErrorResume(
                        GroupEffect::isOneByOne,
                        _ -> singly(order, rows.stream().map(Prepared.Ready::read).toList(), 1))
                .onErrorResume(R2dbcException.class, _ -> Flux.just(unavailable(rows)))
                .onErrorResume(
                        RefusedException.class,
                        e -> Flux.just(new RowResult.Stopped(rows.getFirst().row(), e.refusal())));
    }

    private static List<RowResult> taken(List<Prepared.Ready> rows, List<Taken> taken) {
        var results = new ArrayList<RowResult>();
        for (var i = 0; i < rows.size(); i++) {
            results.add(RowResult.taken(rows.get(i).row(), taken.get(i)));
        }
        return results;
    }

    private static RowResult unavailable(List<Prepared.Ready> rows) {
        var refusal = Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1);
        return new RowResult.Stopped(rows.getFirst().row(), refusal);
    }

    /**
     * Another writer was first of some row, or the database refuses it for what it holds: which
     * one, and how it stands then, is found singly.
     */
    private static boolean isOneByOne(Throwable thrown) {
        return Intakes.lostARace(thrown)
                || thrown instanceof R2dbcRollbackException
                || Unstorable.is(thrown)
                || (thrown instanceof RefusedException refused
                        && refused.refusal().kind() == Refusal.Kind.CONFLICT);
    }

    private Flux<RowResult> singly(ImportOrder order, List<Offering.Read> rows, int atOnce) {
        return Flux.fromIterable(rows).flatMapSequential(row -> single(order, row), atOnce, 1);
    }

    private Mono<RowResult> single(ImportOrder order, Offering.Read read) {
        var handed = order.handed(read);
        var id = handed.decisionId();
        return intake.take(handed)
                .map(taken -> RowResult.taken(read.row(), taken))
                .onErrorResume(
                        RefusedException.class,
                        e -> Mono.just(RowResult.refused(read.row(), id, e.refusal())));
    }

    /** What was not come to is where the gateway could not go on. */
    private static List<RowResult> inOrder(List<Prepared> group, Map<Long, RowResult> results) {
        var stop =
                results.values().stream()
                        .filter(RowResult.Stopped.class::isInstance)
                        .map(RowResult.Stopped.class::cast)
                        .findFirst();
        var told = new ArrayList<RowResult>();
        for (var row : group) {
            var result = results.get(row.row());
            if (result == null || result instanceof RowResult.Stopped) {
                told.add(new RowResult.Stopped(row.row(), stop.orElseThrow().refusal()));
                break;
            }
            told.add(result);
        }
        return told;
    }
}
