package io.menshen.login;

import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A session as it lies in Redis: sealed as a whole, and good at its own key alone. */
final class SessionText {
    private static final String NEVER = "-";

    private final KeyRing keys;

    SessionText(KeyRing keys) {
        this.keys = keys;
    }

    String written(String key, Session session) {
        var facts =
                Arrays.stream(Fact.values())
                        .map(fact -> time(session.facts(), fact))
                        .collect(Collectors.joining(" "));
        var text = session.subject().value() + " " + session.opened().toEpochMilli() + " " + facts;
        return Secrets.encoded(
                keys.encryptToken(text.getBytes(StandardCharsets.UTF_8), bound(key)));
    }

    private static String time(Map<Fact, Instant> facts, Fact fact) {
        var at = facts.get(fact);
        return at == null ? NEVER : Long.toString(at.toEpochMilli());
    }

    /** Reads {@link #written}; empty for any other text, and at any other key. */
    Optional<Session> read(String key, String text) {
        try {
            return keys.decryptToken(Base64.getUrlDecoder().decode(text), bound(key))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(" ", -1))
                    .filter(parts -> parts.length == 2 + Fact.values().length)
                    .map(SessionText::session);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Session session(String... parts) {
        var facts = new EnumMap<Fact, Instant>(Fact.class);
        var times = Arrays.asList(parts).subList(2, parts.length).iterator();
        for (var fact : Fact.values()) {
            var at = times.next();
            if (!at.equals(NEVER)) {
                facts.put(fact, instant(at));
            }
        }
        return new Session(new SubjectId(UUID.fromString(parts[0])), instant(parts[1]), facts);
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static List<byte[]> bound(String key) {
        return List.of(
                "login session 1".getBytes(StandardCharsets.UTF_8),
                key.getBytes(StandardCharsets.UTF_8));
    }
}
