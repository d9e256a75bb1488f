package io.menshen.intake;

import io.menshen.idempotency.WriteKey;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decides about the rows of a group, many at once, so that their reads are joined. */
final class GroupAdmission {
    private static final int AT_ONCE = 64;

    private final Admission admission;
    private final GroupWriter writer;

    GroupAdmission(Admission admission, GroupWriter writer) {
        this.admission = admission;
        this.writer = writer;
    }

    /** The rows in their order, up to one at which the gateway cannot go on. */
    Mono<List<Prepared>> prepared(ImportOrder order, List<Offering> group) {
        return known(order, group)
                .flatMapMany(known ->
                        Flux.fromIterable(group)
                                .flatMapSequential(row -> prepared(order, row, known), AT_ONCE))
                .collectList()
                .onErrorResume(
                        R2dbcException.class,
                        _ -> Mono.just(List.of(unavailable(group.getFirst().row()))));
    }

    private static Prepared unavailable(long row) {
        var refusal = Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1);
        return new Prepared.Over(row, new RowResult.Stopped(row, refusal));
    }

    private Mono<Set<WriteKey>> known(ImportOrder order, List<Offering> group) {
        var keys = group.stream().flatMap(row -> key(order, row)).toList();
        return keys.isEmpty() || order.dryRun() ? Mono.just(Set.of()) : writer.known(keys);
    }

    private static Stream<WriteKey> key(ImportOrder order, Offering row) {
        return row instanceof Offering.Read read ? Stream.of(order.key(read.row())) : Stream.of();
    }

    private Mono<Prepared> prepared(ImportOrder order, Offering row, Set<WriteKey> known) {
        return switch (row) {
            case Offering.Unread(var number, var refusal) -> Mono.just(over(number, null, refusal));
            case Offering.Read read when order.dryRun() || known.contains(order.key(read.row())) ->
                    Mono.just(new Prepared.Single(read));
            case Offering.Read read -> admitted(order, read);
        };
    }

    private Mono<Prepared> admitted(ImportOrder order, Offering.Read read) {
        var handed = order.handed(read);
        return admission
                .begun(handed)
                .flatMap(admission::admitted)
                .<Prepared>map(admitted -> new Prepared.Ready(read, admitted))
                .onErrorResume(
                        RefusedException.class,
                        e -> Mono.just(over(read.row(), handed.decisionId(), e.refusal())));
    }

    private static Prepared over(long row, @Nullable String id, Refusal refusal) {
        return new Prepared.Over(row, RowResult.refused(row, id, refusal));
    }
}
