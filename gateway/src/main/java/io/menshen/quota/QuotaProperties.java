package io.menshen.quota;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.TimeoutOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where caps are counted.
 *
 * @param redis {@code redis://} or, with TLS, {@code rediss://}, with user, host, port and
 *     database; a password belongs into its file, or into the environment that this refers to
 * @param redisPasswordFile file with the password of Redis
 * @param redisAuthority PEM file of the authority that signed the certificate of Redis; without it
 *     those that Java trusts
 * @param maxReplicas instances that may run at once, 1 to 1,000; while Redis is lost each allows
 *     its share of a cap
 * @param timeout how long a count may take before the instance counts by itself, 10 ms to 2 s
 * @param pending uses that may wait for Redis, 1 to 1,000,000; above it the instance counts by
 *     itself
 */
@ConfigurationProperties("menshen.quota")
public record QuotaProperties(
        @DefaultValue("redis://127.0.0.1:6379") String redis,
        @Nullable Path redisPasswordFile,
        @Nullable Path redisAuthority,
        @DefaultValue("4") int maxReplicas,
        @DefaultValue("100ms") Duration timeout,
        @DefaultValue("10000") int pending) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** Refuses what cannot work, naming key, value and what is allowed; never the address. */
    @ConstructorBinding
    public QuotaProperties {
        within("menshen.quota.max-replicas", maxReplicas, 1_000);
        within("menshen.quota.pending", pending, 1_000_000);
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "menshen.quota.timeout is " + timeout + "; PT0.01S to PT2S is allowed");
        }
        parsed(redis);
    }

    /** Redis without a password of its own file. */
    public QuotaProperties(String redis, int maxReplicas, Duration timeout, int pending) {
        this(redis, null, null, maxReplicas, timeout, pending);
    }

    private static void within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    key + " is " + value + "; 1 to " + most + " is allowed");
        }
    }

    /**
     * The address as Lettuce takes it, with its password.
     *
     * @throws IllegalArgumentException where the password's file cannot be read
     */
    public RedisURI address() {
        var address = parsed(redis);
        if (redisPasswordFile != null) {
            address.setCredentialsProvider(
                    new StaticCredentialsProvider(
                            user(address), password(redisPasswordFile).toCharArray()));
        }
        return address;
    }

    /** How long a command may take, and whose certificates are taken. */
    public ClientOptions.Builder options() {
        var options = ClientOptions.builder().timeoutOptions(TimeoutOptions.enabled(timeout));
        return redisAuthority == null
                ? options
                : options.sslOptions(
                        SslOptions.builder().trustManager(redisAuthority.toFile()).build());
    }

    /** The user that the address names; null for Redis' own default. */
    private static @Nullable String user(RedisURI address) {
        return address.getCredentialsProvider() instanceof StaticCredentialsProvider given
                ? given.resolveCredentialsNow().getUsername()
                : null;
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "menshen.quota.redis-password-file is "
                            + file
                            + "; a file is needed that this account may read",
                    e);
        }
    }

    /** The parser's own message is dropped, for it repeats the password. */
    private static RedisURI parsed(String redis) {
        try {
            return RedisURI.create(redis);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "menshen.quota.redis is no address; redis://:password@host:port/database is allowed");
        }
    }

    /** Prints no password. */
    @Override
    public String toString() {
        var address = parsed(redis);
        return "QuotaProperties["
                + address.getHost()
                + ":"
                + address.getPort()
                + ", maxReplicas="
                + maxReplicas
                + ", timeout="
                + timeout
                + ", pending="
                + pending
                + "]";
    }
}
