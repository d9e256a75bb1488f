package io.menshen.gates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Values of people that tests use. None of them may ever stand in a log. The values of the fixed
 * test people are planted from the start (gates/canaries.txt, a value a line).
 */
public final class Canaries {
    private static final int SHORTEST = 4;

    /** Every planted spelling, with the value that it spells. */
    private static final Map<String, String> PLANTED = new ConcurrentHashMap<>();

    static {
        fixed().forEach(Canaries::plant);
    }

    private Canaries() {}

    /**
     * Watches for that value in every log event from now on, as it is and URL-encoded.
     *
     * @return the value
     * @throws IllegalArgumentException where it is shorter than 4 bytes, and would be found by
     *     chance
     */
    public static String plant(String value) {
        if (value.getBytes(StandardCharsets.UTF_8).length < SHORTEST) {
            throw new IllegalArgumentException(
                    "a canary of fewer than " + SHORTEST + " bytes is found by chance");
        }
        PLANTED.put(value, value);
        PLANTED.put(URLEncoder.encode(value, StandardCharsets.UTF_8), value);
        return value;
    }

    /** The planted values that the text contains. */
    static Stream<String> in(String text) {
        return PLANTED.entrySet().stream()
                .filter(spelling -> text.contains(spelling.getKey()))
                .map(Map.Entry::getValue)
                .distinct();
    }

    private static Stream<String> fixed() {
        try (InputStream file = Canaries.class.getResourceAsStream("/gates/canaries.txt")) {
            var text =
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
