package io.menshen.subject;

import io.menshen.kernel.Consent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a person agreed to and withdrew, by purpose: one document, so that one MAC and one version
 * cover all of it (docs/adr/0001).
 *
 * @param version 0 where nothing was ever said, else 1 or more
 */
public record ConsentState(long version, SortedMap<String, Entry> entries) {
    /** Nothing was ever said. */
    public static final ConsentState NONE = new ConsentState(0, Collections.emptySortedMap());

    private static final int PARTS = 6;

    /** Keeps a copy. */
    public ConsentState {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** What was done last for a purpose. */
    public enum Act {
        GRANTED,
        WITHDRAWN
    }

    /**
     * The last word on one purpose.
     *
     * @param notice the version of the purpose whose notice was shown, 1 or more; 0 for a
     *     withdrawal
     * @param at when it took effect, to the millisecond: what follows another within a second is
     *     later
     * @param channel where it was said
     * @param separate sensitive kinds agreed to one by one (T/CCAGM 002 4.1.2-e)
     */
    public record Entry(
            Act act, int notice, Instant at, String channel, SortedSet<String> separate) {
        /** Keeps a copy. */
        public Entry {
            separate = Collections.unmodifiableSortedSet(new TreeSet<>(separate));
        }
    }

    /** How consent to a purpose stands, given the purpose's present version. */
    public Consent of(String purpose, int version) {
        var entry = entries.get(purpose);
        if (entry == null) {
            return Consent.MISSING;
        }
        if (entry.act() == Act.WITHDRAWN) {
            return Consent.WITHDRAWN;
        }
        return entry.notice() < version ? Consent.STALE : Consent.GRANTED;
    }

    /** Kinds with a standing separate consent for a purpose; none unless consent was granted. */
    public SortedSet<String> separate(String purpose) {
        var entry = entries.get(purpose);
        return entry == null || entry.act() == Act.WITHDRAWN
                ? Collections.emptySortedSet()
                : entry.separate();
    }

    /** With a new last word on one purpose, as the next version. */
    public ConsentState with(String purpose, Entry entry) {
        var next = new TreeMap<>(entries);
        next.put(purpose, entry);
        return new ConsentState(version + 1, next);
    }

    /** One line a purpose; words of the registries hold no space. */
    String text() {
        return entries.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Reads {@link #text}.
     *
     * @throws IllegalArgumentException where it is something else
     */
    static ConsentState parse(long version, String text) {
        var entries = new TreeMap<String, Entry>();
        text.lines().forEach(line -> read(line, entries));
        return new ConsentState(version, entries);
    }

    private static String line(String purpose, Entry entry) {
        return String.join(
                " ",
                purpose,
                entry.act().name(),
                Integer.toString(entry.notice()),
                Long.toString(entry.at().toEpochMilli()),
                entry.channel(),
                String.join(",", entry.separate()));
    }

    private static void read(String line, Map<String, Entry> entries) {
        var parts = line.split(" ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("a line of a consent state has another form");
        }
        var separate = new TreeSet<String>();
        Arrays.stream(parts[5].split(",", -1)).filter(k -> !k.isEmpty()).forEach(separate::add);
        var at = Instant.ofEpochMilli(Long.parseLong(parts[3]));
        var notice = Integer.parseInt(parts[2]);
        entries.put(parts[0], new Entry(Act.valueOf(parts[1]), notice, at, parts[4], separate));
    }
}
