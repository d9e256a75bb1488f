package io.menshen.operation;

import io.menshen.audit.AuditProperties;
import io.menshen.journal.JournalProperties;
import io.menshen.keys.KeysProperties;
import io.menshen.policy.PolicyProperties;
import io.menshen.quota.QuotaProperties;
import io.menshen.storage.StorageProperties;
import io.menshen.web.WebProperties;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * The configuration of a gateway, as its modules take it.
 *
 * @param staffIssuer the provider by which the staff log in; null where they have no pages
 */
public record Configured(
        StorageProperties storage,
        QuotaProperties quota,
        WebProperties web,
        KeysProperties keys,
        JournalProperties journal,
        AuditProperties audit,
        PolicyProperties policy,
        OperationProperties operation,
        @Nullable URI staffIssuer) {
    private static final String STAFF_ISSUER = "menshen.staff.issuer";

    /**
     * What a file says, without the environment's own files.
     *
     * @throws IllegalArgumentException which names the key that is wrong
     */
    public static Configured read(Path file) {
        var environment = new StandardEnvironment();
        var name = "spring.config.additional-location";
        var place = Map.<String, Object>of(name, file.toUri().toString());
        environment.getPropertySources().addFirst(new MapPropertySource("file", place));
        ConfigDataEnvironmentPostProcessor.applyTo(
                environment, new DefaultResourceLoader(), new DefaultBootstrapContext());
        return of(environment);
    }

    /**
     * What an environment says.
     *
     * @throws IllegalArgumentException which names the key that is wrong
     */
    public static Configured of(ConfigurableEnvironment environment) {
        KnownKeys.all().refuseOthers(environment);
        var from = Binder.get(environment);
        return new Configured(
                bound(from, StorageProperties.class),
                bound(from, QuotaProperties.class),
                bound(from, WebProperties.class),
                bound(from, KeysProperties.class),
                bound(from, JournalProperties.class),
                bound(from, AuditProperties.class),
                bound(from, PolicyProperties.class),
                bound(from, OperationProperties.class),
                from.bind(STAFF_ISSUER, URI.class).orElse(null));
    }

    private static <T> T bound(Binder from, Class<T> type) {
        var prefix = KnownKeys.prefix(type);
        try {
            return from.bindOrCreate(prefix, type);
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    ConfigurationFault.told(e).orElse(prefix + " cannot be read"), e);
        }
    }

    /** Prints no secret. */
    @Override
    public String toString() {
        return "Configured[" + storage.place() + "]";
    }
}
