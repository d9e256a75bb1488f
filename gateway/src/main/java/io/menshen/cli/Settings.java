package io.menshen.cli;

import io.menshen.audit.AuditProperties;
import io.menshen.keys.KeysProperties;
import io.menshen.operation.ConfigurationFault;
import io.menshen.operation.Configured;
import io.menshen.operation.KnownKeys;
import io.menshen.storage.StorageProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * The gateway's own configuration, as the gateway reads it: environment, then a file, or {@code
 * application.yaml} and {@code config/} in the present folder.
 */
final class Settings {
    /** A walk over years of records takes its time. */
    private static final Duration STATEMENT = Duration.ofHours(1);

    private final StandardEnvironment environment = new StandardEnvironment();

    /**
     * Settings.
     *
     * @param file a file beside those of the present folder; null for none
     * @throws CannotException where the file does not exist
     */
    Settings(@Nullable Path file) {
        if (file != null) {
            if (!Files.isRegularFile(file)) {
                throw new CannotException(file + " does not exist; --config names a file");
            }
            var name = "spring.config.additional-location";
            var place = Map.<String, Object>of(name, file.toUri().toString());
            environment.getPropertySources().addFirst(new MapPropertySource("--config", place));
        }
        ConfigDataEnvironmentPostProcessor.applyTo(
                environment, new DefaultResourceLoader(), new DefaultBootstrapContext());
    }

    /**
     * These settings, where each key is one.
     *
     * @throws CannotException which names those that are none
     */
    Settings known() {
        var unknown = unknown();
        if (unknown.isEmpty()) {
            return this;
        }
        throw new CannotException(String.join("; ", unknown));
    }

    /**
     * All of the gateway's configuration.
     *
     * @throws CannotException which names the key that is wrong
     */
    Configured configured() {
        try {
            return Configured.of(environment);
        } catch (IllegalArgumentException e) {
            throw new CannotException(e.getMessage() + "; set it in the file that --config names");
        }
    }

    /** Keys that nothing takes, a line each. */
    List<String> unknown() {
        return KnownKeys.all().unknown(environment);
    }

    /** The file that a key names; null where the key is not set. */
    @Nullable Path file(String key) {
        var value = environment.getProperty(key);
        return value == null ? null : Path.of(value);
    }

    /** The text of a key; null where it is not set. */
    @Nullable String text(String key) {
        return environment.getProperty(key);
    }

    /** How the roles reach PostgreSQL, as the gateway serves with it. */
    StorageProperties storage() {
        return bound("menshen.storage", StorageProperties.class);
    }

    /** The same with time for long statements. */
    StorageProperties patientStorage() {
        return storage().withStatement(STATEMENT);
    }

    KeysProperties keys() {
        return bound("menshen.keys", KeysProperties.class);
    }

    AuditProperties audit() {
        return bound("menshen.audit", AuditProperties.class);
    }

    /**
     * What a record takes.
     *
     * @throws CannotException which names the key that is wrong
     */
    private <T> T bound(String prefix, Class<T> type) {
        try {
            return Binder.get(environment).bindOrCreate(prefix, type);
        } catch (BindException e) {
            var told =
                    ConfigurationFault.told(e)
                            .orElse(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            throw new CannotException(told + "; set it in the file that --config names");
        }
    }
}
