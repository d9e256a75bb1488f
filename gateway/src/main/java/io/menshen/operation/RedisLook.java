package io.menshen.operation;

import static io.menshen.operation.Finding.fail;
import static io.menshen.operation.Finding.ok;
import static io.menshen.operation.Finding.warn;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.menshen.quota.QuotaProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether Redis is reached, encrypted, and forgets no count of its own accord. */
record RedisLook(QuotaProperties quota) {
    private static final String PART = "redis";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern POLICY = Pattern.compile("maxmemory_policy:(\\S+)");

    Stream<Finding> findings() {
        try {
            return asked(quota.address());
        } catch (RedisException | IllegalArgumentException e) {
            return Stream.of(
                    fail(
                            PART,
                            "reached",
                            Finding.line(e.getCause() == null ? e : e.getCause()),
                            "see menshen.quota.redis and its password's file"));
        }
    }

    private Stream<Finding> asked(RedisURI address) {
        address.setTimeout(PATIENCE);
        try (var client = RedisClient.create(address)) {
            client.setOptions(quota.options().build());
            try (var session = client.connect()) {
                session.setTimeout(PATIENCE);
                session.sync().ping();
                var place = address.getHost() + ":" + address.getPort();
                return Stream.of(
                        ok(PART, "reached", place),
                        encryption(address),
                        eviction(session.sync().info("memory")));
            }
        }
    }

    private static Finding encryption(RedisURI address) {
        if (address.isSsl()) {
            return ok(PART, "encryption", "TLS");
        }
        var remedy = "give Redis a certificate and name it as rediss://";
        return isLoopback(address.getHost())
                ? warn(PART, "encryption", "in clear, on this machine only", remedy)
                : fail(PART, "encryption", "in clear over the network", remedy);
    }

    private static Finding eviction(String memory) {
        var policy = POLICY.matcher(memory);
        if (!policy.find()) {
            return warn(PART, "eviction", "cannot be seen", "let this user run INFO memory");
        }
        return policy.group(1).equals("noeviction")
                ? ok(PART, "eviction", "noeviction")
                : fail(
                        PART,
                        "eviction",
                        policy.group(1),
                        "set maxmemory-policy noeviction: a count that is dropped opens a cap anew");
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
