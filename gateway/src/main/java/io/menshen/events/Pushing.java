package io.menshen.events;

import io.menshen.events.EventsProperties.Push;
import io.menshen.events.Following.Page;
import io.menshen.events.Following.Told;
import io.menshen.events.Leases.Lease;
import io.menshen.events.Leases.Stand;
import io.menshen.kernel.Caller;
import io.menshen.policy.Policies;
import io.menshen.telemetry.TraceContext;
import io.menshen.web.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends to one consumer what it would be told if it asked, in order, and keeps how far it came.
 * What fails is tried again, ever later; what the consumer itself refuses is passed over in the
 * end.
 */
final class Pushing {
    private static final int PAGE = 100;

    /** With the usual wait some two minutes. */
    private static final int MOST_REFUSALS = 7;

    private static final int MOST_DOUBLINGS = 12;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Following following;
    private final StoredEvents events;
    private final Leases leases;
    private final Webhook webhook;
    private final Policies policies;
    private final EventMeters meters;
    private final Duration first;

    /**
     * Pushes.
     *
     * @param first wait after a failure
     */
    Pushing(
            Following following,
            StoredEvents events,
            Leases leases,
            Webhook webhook,
            Policies policies,
            EventMeters meters,
            Duration first) {
        this.following = following;
        this.events = events;
        this.leases = leases;
        this.webhook = webhook;
        this.policies = policies;
        this.meters = meters;
        this.first = first;
    }

    /** Sends what there is; a failure of the database, or a refusal of the policy, is an error. */
    Mono<Void> round(Push push) {
        var consumer = push.consumer();
        return news(consumer)
                // Who never takes any is waited for from the first on.
                .flatMap(_ -> events.acknowledge(consumer, 0))
                .flatMap(_ -> leases.take(consumer))
                .flatMap(lease ->
                        page(consumer)
                                .flatMap(page -> sent(lease, page, push))
                                .onErrorResume(failure ->
                                        failed(lease, lease.position(), 0)
                                                .then(Mono.error(failure))));
    }

    /** Without any, nothing is decided and recorded. */
    private Mono<Long> news(String consumer) {
        return events.last()
                .flatMap(last -> events.acknowledged(consumer).filter(known -> known < last));
    }

    private Mono<Page> page(String consumer) {
        return Mono.fromSupplier(() -> caller(consumer))
                .flatMap(caller -> {
                    var trace = new Trace(Trace.newDecision(), TraceContext.fresh());
                    return following.page(caller, trace, Optional.empty(), PAGE);
                });
    }

    private Caller caller(String name) {
        return policies.current()
                .catalog()
                .consumer(name)
                .map(one -> new Caller(one.issuer(), one.clientId(), name, null))
                .orElseThrow(() -> new IllegalStateException("no consumer is registered so"));
    }

    private record Sent(Told event, Webhook.Answer answer) {}

    private Mono<Void> sent(Lease lease, Page page, Push push) {
        return Flux.fromIterable(page.events())
                .concatMap(event ->
                        webhook.send(push.url(), event).map(answer -> new Sent(event, answer)))
                .takeUntil(sent -> !sent.answer().isTaken())
                .take(Leases.SAFE)
                .collectList()
                .flatMap(all -> settled(lease, page, all));
    }

    private Mono<Void> settled(Lease lease, Page page, List<Sent> all) {
        var taken = all.stream().filter(sent -> sent.answer().isTaken()).toList();
        meters.delivered(taken.size());
        return acknowledged(lease, page, taken)
                .then(
                        Mono.defer(() ->
                                taken.size() == all.size()
                                        ? leases.settle(lease.consumer(), Stand.WELL, Duration.ZERO)
                                        : stopped(lease, all.getLast())));
    }

    /** Where the time of the lease was over before the last event, the next round goes on. */
    private Mono<Long> acknowledged(Lease lease, Page page, List<Sent> taken) {
        if (taken.size() == page.events().size()) {
            return events.acknowledge(lease.consumer(), page.next());
        }
        return taken.isEmpty()
                ? Mono.empty()
                : events.acknowledge(lease.consumer(), taken.getLast().event().position());
    }

    private Mono<Void> stopped(Lease lease, Sent last) {
        var position = last.event().position();
        var answer = last.answer();
        var refusals = answer.isRefused() ? lease.refusalsOf(position) + 1 : 0;
        if (refusals <= MOST_REFUSALS) {
            return failed(lease, position, refusals);
        }
        meters.dead();
        return leases.bury(lease.consumer(), position, answer.status())
                .then(events.acknowledge(lease.consumer(), position))
                .then(leases.settle(lease.consumer(), Stand.WELL, Duration.ZERO));
    }

    private Mono<Void> failed(Lease lease, long position, int refusals) {
        meters.failed();
        var failures = lease.failuresOf(position) + 1;
        var stand = new Stand(position, failures, refusals);
        return leases.settle(lease.consumer(), stand, wait(failures));
    }

    private Duration wait(int failures) {
        var wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
