package io.menshen.standalone.search;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks through every key of a Redis and what is stored under it. */
public final class RedisSearch {
    private final Search search;

    /** Looks for what that search looks for. */
    public RedisSearch(Search search) {
        this.search = search;
    }

    /**
     * Reads all keys.
     *
     * @param uri address with the password
     */
    public Findings in(String uri) {
        var client = RedisClient.create(uri);
        try (var connection = client.connect(ByteArrayCodec.INSTANCE)) {
            return all(connection.sync());
        } finally {
            client.shutdown();
        }
    }

    private Findings all(RedisCommands<byte[], byte[]> redis) {
        var hits = new ArrayList<Hit>();
        var bytes = 0L;
        var keys = ScanIterator.scan(redis, ScanArgs.Builder.limit(1_000));
        while (keys.hasNext()) {
            var key = keys.next();
            for (var part : Stream.concat(Stream.of(key), values(redis, key).stream()).toList()) {
                hits.addAll(search.in("a key of Redis", part));
                bytes += part.length;
            }
        }
        return new Findings(hits, bytes);
    }

    private static List<byte[]> values(RedisCommands<byte[], byte[]> redis, byte[] key) {
        return switch (redis.type(key)) {
            case "string" -> Stream.ofNullable(redis.get(key)).toList();
            case "list" -> redis.lrange(key, 0, -1);
            case "set" -> List.copyOf(redis.smembers(key));
            case "zset" -> redis.zrange(key, 0, -1);
            case "hash" ->
                    redis.hgetall(key).entrySet().stream()
                            .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
                            .toList();
            case "none" -> List.of();
            case String type ->
                    throw new IllegalStateException(
                            "a key of Redis has the type "
                                    + type
                                    + ", which is not looked through");
        };
    }
}
