package io.menshen.policy;

import io.menshen.kernel.NextExpiry;
import io.menshen.policy.PolicyLoader.First;
import io.menshen.telemetry.Spans;
import io.menshen.telemetry.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policy's beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicyProperties.class)
class PolicyWiring {
    @Bean
    @ConditionalOnProperty(name = "menshen.policy.engine", havingValue = "server")
    ServerEngine policyServer(PolicyProperties properties) {
        return new ServerEngine(properties.server(), properties.serverLimit());
    }

    @Bean
    EngineWatch engineWatch(Clock clock) {
        return new EngineWatch(clock);
    }

    @Bean
    PolicyLoader policies(
            PolicyProperties properties,
            ObjectProvider<ServerEngine> server,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<NextExpiry> expiries,
            ObjectProvider<Spans> tracing,
            ObjectProvider<Policies.Gate> gate,
            EngineWatch watch,
            Clock clock)
            throws IOException {
        var cache = properties.cache();
        var folder = cache == null ? null : PolicyFolder.open(cache);
        var registry = meters.getIfAvailable(CompositeMeterRegistry::new);
        var spans = tracing.getIfAvailable(Spans::none);
        var engines = new Admission(engines(properties, folder, server), gate);
        var loader =
                new PolicyLoader(
                        new BundleFile(properties.bundle()),
                        properties.remote() == null ? First.PRESENT : First.AWAITED,
                        BundleVerifier.read(properties.verificationKey()),
                        new HighestRevision(folder),
                        engines.andThen(built ->
                                spans.around(
                                        Stage.ENGINE,
                                        PolicyEngine.class,
                                        new MeasuredEngine(
                                                built, properties.engine(), registry, watch))),
                        clock);
        new PolicyMeters(clock).tell(registry, loader, expiries);
        return loader;
    }

    private static Function<Bundle, PolicyEngine> engines(
            PolicyProperties properties,
            @Nullable PolicyFolder folder,
            ObjectProvider<ServerEngine> server)
            throws IOException {
        if (properties.engine() == PolicyProperties.Engine.SERVER) {
            var one = server.getObject();
            return bundle -> one;
        }
        var cache = folder == null ? null : new CompileCache(folder);
        return bundle -> new EmbeddedEngine(bundle, properties.ready(), cache);
    }

    @Bean
    PolicyLoop policyLoop(PolicyLoader loader, PolicyProperties properties) throws IOException {
        var remote = properties.remote();
        if (remote == null) {
            return new PolicyLoop(loader, properties.poll());
        }
        return new PolicyLoop(loader, properties.poll(), new BundleFetch(remote), remote.poll());
    }
}
