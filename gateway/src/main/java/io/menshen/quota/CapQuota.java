package io.menshen.quota;

import io.menshen.catalog.Caps;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import io.menshen.quota.CapMeters.Keeper;
import io.menshen.storage.Loops;
import java.time.Clock;
import reactor.core.publisher.Mono;

/** Caps by Redis; by this instance's share where Redis is lost. */
final class CapQuota implements Quota, AutoCloseable {
    private final Windows windows;
    private final RedisLink link;
    private final SharedCaps shared;
    private final LocalCaps local;
    private final Clock clock;
    private final CapMeters meters;

    CapQuota(
            QuotaProperties properties,
            Loops loops,
            Windows windows,
            Clock clock,
            CapMeters meters) {
        this.windows = windows;
        this.clock = clock;
        this.meters = meters;
        link = RedisLink.to(properties);
        shared = new SharedCaps(link, loops, clock, properties.pending(), meters);
        local = new LocalCaps(properties.maxReplicas(), clock);
    }

    @Override
    public Mono<Void> spend(Caller caller, String purpose, Caps caps) {
        return Mono.defer(() -> spend(windows.of(caller, purpose, caps)));
    }

    private Mono<Void> spend(Spend spend) {
        return shared.grant(spend)
                .doOnNext(verdict -> meters.told(Keeper.REDIS, verdict))
                .onErrorResume(_ -> Mono.fromSupplier(() -> granted(spend)))
                .flatMap(this::answer);
    }

    private Verdict granted(Spend spend) {
        var verdict = local.grant(spend);
        meters.told(Keeper.INSTANCE, verdict);
        return verdict;
    }

    private Mono<Void> answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Granted() -> Mono.empty();
            case Verdict.UsedUp(var window) -> Mono.error(capped(window));
        };
    }

    private RuntimeException capped(Window window) {
        var seconds = window.secondsLeft(clock.instant());
        return Refusal.retry(Refusal.Kind.CAPPED, seconds).toException();
    }

    /** Uses that wait for Redis at this moment; never more than the properties allow. */
    int waiting() {
        return shared.waiting();
    }

    @Override
    public Mono<QuotaState> state() {
        return shared.probe()
                .thenReturn(new QuotaState(null))
                .onErrorResume(_ -> Mono.fromSupplier(this::lost));
    }

    @Override
    public QuotaState remembered() {
        return new QuotaState(shared.lostSince());
    }

    private QuotaState lost() {
        var since = shared.lostSince();
        return new QuotaState(since == null ? clock.instant() : since);
    }

    @Override
    public void close() {
        link.close();
    }
}
