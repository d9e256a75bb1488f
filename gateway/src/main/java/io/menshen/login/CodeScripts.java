package io.menshen.login;

/** What is done to codes in Redis as a whole or not at all, whatever else runs at once. */
final class CodeScripts {
    /**
     * Counts a code in all its windows and keeps it in the place of an earlier one, or does
     * neither. Keys: the code, then the windows. Arguments: the code's hash, whose it is, attempts,
     * milliseconds to live; then most and milliseconds to live of each window. Answers: {@code
     * kept}, or {@code full} and the number of the window that has nothing left.
     */
    static final String KEEP =
            """
            for i = 2, #KEYS do
                local used = tonumber(redis.call('GET', KEYS[i]) or '0')
                if used >= tonumber(ARGV[2 * i + 1]) then
                    return {'full', tostring(i - 2)}
                end
            end
            for i = 2, #KEYS do
                redis.call('INCR', KEYS[i])
                redis.call('PEXPIRE', KEYS[i], ARGV[2 * i + 2])
            end
            redis.call('DEL', KEYS[1])
            redis.call('HSET', KEYS[1], 'hash', ARGV[1], 'whose', ARGV[2], 'left', ARGV[3])
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
            return {'kept'}
            """;

    /**
     * Takes a code that fits: it is gone before anybody learns that it fitted. One that does not
     * costs an attempt, the last of them the code. Keys: the code. Arguments: the hash of what was
     * typed. Answers: {@code taken} and whose it is, or {@code wrong}, or {@code none}.
     */
    static final String TAKE =
            """
            local held = redis.call('HMGET', KEYS[1], 'hash', 'whose')
            if not held[1] then
                return {'none'}
            end
            if held[1] == ARGV[1] then
                redis.call('DEL', KEYS[1])
                return {'taken', held[2]}
            end
            if redis.call('HINCRBY', KEYS[1], 'left', -1) <= 0 then
                redis.call('DEL', KEYS[1])
            end
            return {'wrong'}
            """;

    private CodeScripts() {}
}
