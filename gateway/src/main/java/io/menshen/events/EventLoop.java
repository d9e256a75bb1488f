package io.menshen.events;

import io.menshen.events.EventsProperties.Push;
import io.menshen.events.StoredEvents.Waiting;
import io.menshen.policy.Policies;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Sends events, and looks how long the oldest waits, from start to stop of the application. */
final class EventLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final EventsProperties properties;
    private final Pushing pushing;
    private final StoredEvents events;
    private final Webhook webhook;
    private final EventMeters meters;
    private final Policies policies;

    /** What was said last of each, so that a fault of an hour is one line. */
    private final Map<String, String> said = new ConcurrentHashMap<>();

    private volatile Disposable running = Disposables.disposed();

    EventLoop(
            EventsProperties properties,
            Pushing pushing,
            StoredEvents events,
            Webhook webhook,
            EventMeters meters,
            Policies policies) {
        this.properties = properties;
        this.pushing = pushing;
        this.events = events;
        this.webhook = webhook;
        this.meters = meters;
        this.policies = policies;
    }

    @Override
    public void start() {
        var all = Disposables.composite();
        all.add(every("the oldest event", LOOK, Mono.defer(this::look)));
        for (var push : properties.pushed()) {
            all.add(every(push.consumer(), properties.look(), round(push)));
        }
        running = all;
    }

    /** Who is registered no more is not waited for. */
    private Mono<Void> look() {
        var catalog = policies.current().catalog();
        return events.waiting()
                .filter(one -> catalog.consumer(one.consumer()).isPresent())
                .map(Waiting::seconds)
                .reduce(0.0, Math::max)
                .doOnNext(meters::oldest)
                .then();
    }

    private Mono<Void> round(Push push) {
        return Mono.defer(() -> pushing.round(push));
    }

    private Disposable every(String what, Duration wait, Mono<Void> round) {
        return round.doOnSuccess(_ -> said.remove(what))
                .onErrorResume(failure -> {
                    say(what, failure);
                    return Mono.empty();
                })
                .then(Mono.delay(wait))
                .repeat()
                .subscribe();
    }

    private void say(String what, Throwable failure) {
        var name = failure.getClass().getSimpleName();
        if (!name.equals(said.put(what, name))) {
            LOG.warn("events: {} waits: {}", what, name);
        }
    }

    @Override
    public void stop() {
        running.dispose();
        webhook.close();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
