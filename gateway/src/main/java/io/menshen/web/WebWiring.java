package io.menshen.web;

import io.menshen.kernel.HealthPart;
import io.menshen.policy.Policies;
import io.menshen.telemetry.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.netty.resources.LoopResources;

/** The beans of the way in and out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
class WebWiring {
    @Bean
    StrictJson strictJson() {
        return new StrictJson();
    }

    @Bean
    Bodies bodies(StrictJson json) {
        return new Bodies(json);
    }

    @Bean
    Batches batches(Bodies bodies, StrictJson json) {
        return new Batches(bodies, json);
    }

    @Bean
    CallerResolver callers(Policies policies, Clock clock) {
        return new RegisteredCallers(policies, clock);
    }

    @Bean
    Bearer bearer(
            WebProperties properties,
            CallerResolver callers,
            Clock clock,
            Environment environment,
            ObjectProvider<MeterRegistry> meters) {
        Production.check(properties, environment);
        return new Bearer(
                issuers(properties, clock), callers, properties.binding(), clock, registry(meters));
    }

    @Bean
    Readiness readiness(
            ObjectProvider<HealthPart> parts, Clock clock, ObjectProvider<MeterRegistry> meters) {
        var readiness = new Readiness(parts.orderedStream().toList(), clock);
        readiness.gauges(registry(meters));
        return readiness;
    }

    @Bean
    DoorRoutes healthRoutes(
            Readiness readiness,
            ObjectProvider<PrometheusMeterRegistry> prometheus,
            StrictJson json) {
        var health = new HealthRoutes(readiness, json);
        return new DoorRoutes(
                Door.MANAGEMENT, Access.OPEN, health.with(prometheus.getIfAvailable()));
    }

    @Bean
    DoorRoutes descriptionRoutes(StrictJson json) {
        return new DoorRoutes(Door.API, Access.OPEN, new Description(json).routes());
    }

    @Bean
    Doors.Watched watched(
            ObjectProvider<MeterRegistry> meters,
            Readiness readiness,
            ObjectProvider<Spans> spans) {
        return new Doors.Watched(registry(meters), readiness, spans.getIfAvailable(Spans::none));
    }

    @Bean
    Doors doors(
            WebProperties properties,
            ObjectProvider<DoorRoutes> routes,
            Bearer bearer,
            StrictJson json,
            Doors.Watched watched,
            LoopResources loops) {
        return new Doors(properties, routes.orderedStream().toList(), bearer, json, watched, loops);
    }

    private static MeterRegistry registry(ObjectProvider<MeterRegistry> meters) {
        return meters.getIfAvailable(SimpleMeterRegistry::new);
    }

    static List<TokenIssuer> issuers(WebProperties properties, Clock clock) {
        return properties.allIssuers().stream()
                .map(issuer -> issuer(issuer, properties, clock))
                .toList();
    }

    private static TokenIssuer issuer(
            IssuerProperties issuer, WebProperties properties, Clock clock) {
        var keys = new IssuerKeys(KeySource.of(issuer), clock);
        return new TokenIssuer(issuer, properties, keys, clock);
    }
}
