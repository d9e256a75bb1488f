package io.menshen.quota;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Counts so many uses in all their windows at once, or in none: an instance that dies in between
 * leaves neither half a count nor a counter without an end.
 */
final class CapScript {
    /** A counter outlives its window, since clocks of instances differ. */
    private static final Duration AFTER_THE_END = Duration.ofMinutes(2);

    /**
     * Arguments: uses wanted, then cap and milliseconds to live per key. Answers: uses granted,
     * then what each has left.
     */
    private static final String TEXT =
            """
            local grant = tonumber(ARGV[1])
            local left = {}
            for i, key in ipairs(KEYS) do
                left[i] = tonumber(ARGV[2 * i]) - tonumber(redis.call('GET', key) or '0')
                grant = math.min(grant, left[i])
            end
            grant = math.max(grant, 0)
            local answer = {grant}
            for i, key in ipairs(KEYS) do
                if grant > 0 then
                    redis.call('INCRBY', key, grant)
                    redis.call('PEXPIRE', key, ARGV[2 * i + 1])
                end
                answer[i + 1] = left[i] - grant
            end
            return answer
            """;

    private static final String DIGEST = Base16.digest(TEXT.getBytes(StandardCharsets.UTF_8));

    private CapScript() {}

    /**
     * Counts.
     *
     * @param wanted 1 or more
     * @return uses granted, then what each window has left
     */
    static Mono<List<Long>> run(
            RedisScriptingAsyncCommands<String, String> redis,
            List<Window> windows,
            int wanted,
            Instant now) {
        var keys = windows.stream().map(Window::key).toArray(String[]::new);
        var values = arguments(windows, wanted, now);
        // A restarted Redis has forgotten the script.
        return answer(() -> redis.evalsha(DIGEST, ScriptOutputType.MULTI, keys, values))
                .onErrorResume(
                        RedisNoScriptException.class,
                        _ -> answer(() -> redis.eval(TEXT, ScriptOutputType.MULTI, keys, values)));
    }

    private static Mono<List<Long>> answer(Supplier<RedisFuture<List<Long>>> command) {
        return Mono.fromCompletionStage(command);
    }

    private static String[] arguments(List<Window> windows, int wanted, Instant now) {
        var values = new ArrayList<String>(1 + 2 * windows.size());
        values.add(Integer.toString(wanted));
        for (var window : windows) {
            var lives = Duration.between(now, window.end()).plus(AFTER_THE_END);
            values.add(Integer.toString(window.cap()));
            values.add(Long.toString(lives.toMillis()));
        }
        return values.toArray(String[]::new);
    }
}
