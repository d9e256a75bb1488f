package io.menshen.events;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What other systems are told.
 *
 * @param push consumers whose events are sent; who is not among them asks for them
 * @param look time between two looks for events that are to be sent, 100 ms to 1 h
 * @param retry wait after the first failure, doubled by each further one up to an hour, 10 ms to 1
 *     min
 * @param limit how long a system may take to answer, 100 ms to 30 s
 */
@ConfigurationProperties("menshen.events")
record EventsProperties(
        @Nullable List<Push> push,
        @DefaultValue("5s") Duration look,
        @DefaultValue("1s") Duration retry,
        @DefaultValue("10s") Duration limit) {
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final Duration HUNDREDTH = Duration.ofMillis(10);

    EventsProperties {
        push = push == null ? List.of() : List.copyOf(push);
        var names = push.stream().map(Push::consumer).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException(
                    "menshen.events.push names a consumer twice; each has one address");
        }
        within("menshen.events.look", look, TENTH, Duration.ofHours(1));
        within("menshen.events.retry", retry, HUNDREDTH, Duration.ofMinutes(1));
        within("menshen.events.limit", limit, TENTH, Duration.ofSeconds(30));
    }

    /** Those that are sent to. */
    List<Push> pushed() {
        return Objects.requireNonNull(push, "a list is set above");
    }

    /**
     * A system that is sent to.
     *
     * @param consumer as the registry names it
     * @param url its address: https, or http on loopback
     */
    record Push(String consumer, URI url) {
        Push {
            if (!"https".equals(url.getScheme()) && !isLoopback(url)) {
                throw new IllegalArgumentException(
                        "menshen.events.push: the url of "
                                + consumer
                                + " is of "
                                + url.getScheme()
                                + "; an https address is needed, or http on the loopback");
            }
        }

        private static boolean isLoopback(URI url) {
            return "http".equals(url.getScheme())
                    && ("127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost()));
        }
    }

    private static void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    key + " is " + value + "; " + least + " to " + most + " is allowed");
        }
    }
}
