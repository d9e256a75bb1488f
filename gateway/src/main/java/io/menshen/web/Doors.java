package io.menshen.web;

import io.menshen.kernel.Metric;
import io.menshen.telemetry.Meters;
import io.menshen.telemetry.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** The doors of this replica: opened last at start-up and closed first at shutdown. */
public final class Doors implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    /** What a look at the operators' door may take when all others are closed. */
    private static final Duration LAST = Duration.ofSeconds(1);

    private record Opened(DoorServer server, InFlight inFlight) {}

    /** Who is told what passes the doors. */
    record Watched(MeterRegistry meters, Readiness readiness, Spans spans) {}

    private final Map<Door, Opened> opened = new EnumMap<>(Door.class);
    private final WebProperties properties;
    private final ProblemWriter problems;
    private final Bearer bearer;
    private final MeterRegistry meters;
    private final Readiness readiness;
    private final Spans spans;
    private final LoopResources loops;
    private final Runnable prepare;
    private volatile boolean running;

    Doors(
            WebProperties properties,
            List<DoorRoutes> routes,
            Bearer bearer,
            StrictJson json,
            Watched watched,
            LoopResources loops) {
        this.properties = properties;
        this.problems = new ProblemWriter(json);
        this.prepare = () -> routes.forEach(each -> each.bodies().forEach(json::prepare));
        this.bearer = bearer;
        this.meters = watched.meters();
        this.readiness = watched.readiness();
        this.spans = watched.spans();
        this.loops = loops;
        properties.allDoors().forEach((door, its) -> add(door, its, routes));
    }

    /** The port a door listens on; 0 where it is closed. */
    public int port(Door door) {
        var its = opened.get(door);
        return its == null ? 0 : its.server().port();
    }

    /** The requests in hand at a door. */
    public int inFlight(Door door) {
        var its = opened.get(door);
        return its == null ? 0 : its.inFlight().count();
    }

    @Override
    public void start() {
        running = true;
        readiness.begin();
        Trace.prepare();
        prepare.run();
        opened.values().forEach(its -> its.server().open());
    }

    /**
     * Says first that it is not ready, and serves on for the notice. Then no connection and no
     * request is taken any more, what is in hand may go on until the drain is over, and the door of
     * the operators closes last.
     */
    @Override
    public void stop() {
        running = false;
        readiness.end();
        giveNotice();
        // First the port: who comes now goes to another replica, and is not let in to be shed.
        closing().forEach(its -> its.server().stopAccepting());
        closing().forEach(its -> its.inFlight().end());
        var end = System.nanoTime() + properties.drain().toNanos();
        closing().forEach(its -> close(its, end));
        var last = opened.get(Door.MANAGEMENT);
        if (last != null) {
            last.server().stopAccepting();
            last.inFlight().end();
            close(last, System.nanoTime() + LAST.toNanos());
        }
    }

    private List<Opened> closing() {
        return opened.entrySet().stream()
                .filter(entry -> entry.getKey() != Door.MANAGEMENT)
                .map(Map.Entry::getValue)
                .toList();
    }

    private void giveNotice() {
        try {
            InFlight.giveNotice(properties.notice());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Opened its, long end) {
        drain(its.inFlight(), Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        its.server().close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private static void drain(InFlight inFlight, Duration longest) {
        try {
            if (!inFlight.await(longest)) {
                LOG.warn("{} requests are cut off: the drain is over", inFlight.count());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(Door door, DoorProperties its, List<DoorRoutes> routes) {
        if (its.enabled()) {
            var inFlight = new InFlight(its.maxInFlight());
            Meters.gauge(meters, Metric.IN_FLIGHT, inFlight::count, door.word());
            var handler = handler(door, inFlight, routesOf(door, routes));
            var server = new DoorServer(door, its, properties.times(), handler, loops);
            opened.put(door, new Opened(server, inFlight));
        }
    }

    private HttpHandler handler(
            Door door, InFlight inFlight, RouterFunction<ServerResponse> routes) {
        var shed = Meters.counter(meters, Metric.SHED, door.word());
        var strategies =
                HandlerStrategies.builder()
                        .webFilter(new Watch(meters, door, readiness))
                        .webFilter(
                                new Entrance(inFlight, properties.times().whole(), problems, shed));
        if (spans.on() && door != Door.MANAGEMENT) {
            strategies.webFilter(new RequestSpan(spans));
        }
        return RouterFunctions.toHttpHandler(routes, strategies.build());
    }

    private RouterFunction<ServerResponse> routesOf(Door door, List<DoorRoutes> routes) {
        return routes.stream()
                .filter(each -> each.door() == door)
                .map(this::guarded)
                .reduce(RouterFunction::and)
                .orElse(_ -> Mono.empty());
    }

    /**
     * A filter of a route runs only where the route exists: elsewhere it is 404 before security.
     */
    private RouterFunction<ServerResponse> guarded(DoorRoutes routes) {
        var checked = routes.routes().filter(new QueryCheck(routes.parameters()));
        return routes.access() == Access.OPEN ? checked : checked.filter(bearer);
    }
}
