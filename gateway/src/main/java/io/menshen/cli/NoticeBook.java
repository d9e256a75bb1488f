package io.menshen.cli;

import io.menshen.catalog.source.Compilation.Registries;
import io.menshen.notice.Notice;
import io.menshen.notice.Notices;
import io.menshen.notice.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code policies/notices.json}: which text each version of a notice had, and what it covered. One
 * version has one text for ever, since receipts name it (T/CCAGM 002 4.1.2-b, 6.1.2).
 */
final class NoticeBook {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SortedMap<String, SortedMap<Integer, Entry>> entries = new TreeMap<>();

    private record Entry(String hash, Scope scope) {}

    private NoticeBook() {}

    /** The committed book; empty where there is none. */
    static NoticeBook read(PolicyFolder policies) throws IOException {
        var book = new NoticeBook();
        if (Files.exists(policies.notices())) {
            try {
                var json = JSON.readTree(Files.readString(policies.notices()));
                json.properties().forEach(one -> book.take(one.getKey(), one.getValue()));
            } catch (JacksonException | IllegalArgumentException e) {
                throw new CannotException(
                        policies.notices() + " is damaged. Bring back the committed one.");
            }
        }
        return book;
    }

    private void take(String purpose, JsonNode versions) {
        for (var one : versions.properties()) {
            var json = one.getValue();
            var scope =
                    new Scope(
                            names(json.path("manners")),
                            new TreeMap<>(fields(json.path("fields"))),
                            names(json.path("recipients")));
            var entry = new Entry(json.path("hash").asString(""), scope);
            entries.computeIfAbsent(purpose, _ -> new TreeMap<>())
                    .put(Integer.valueOf(one.getKey()), entry);
        }
    }

    private static SortedSet<String> names(JsonNode list) {
        var names = new TreeSet<String>();
        list.forEach(name -> names.add(name.stringValue()));
        return names;
    }

    private static Map<String, String> fields(JsonNode shown) {
        return shown.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().stringValue()));
    }

    /** What keeps these registries from being built, a line each. */
    List<String> faults(Registries registries) {
        var faults = new ArrayList<String>();
        for (var notice : Notices.of(registries.catalog()).values()) {
            fault(notice).map(said -> placed(registries, notice, said)).ifPresent(faults::add);
        }
        return faults;
    }

    private static String placed(Registries registries, Notice notice, String said) {
        var path = "/purposes/" + notice.purpose() + "/version";
        var place = registries.places().find(path).map(p -> p + ": ").orElse("");
        return "registries/" + place + "the notice of " + notice.purpose() + " " + said;
    }

    private Optional<String> fault(Notice notice) {
        var known = entries.get(notice.purpose());
        if (known == null) {
            return Optional.empty();
        }
        var newest = known.lastKey();
        var same = known.get(notice.version());
        if (notice.version() < newest) {
            return Optional.of(
                    "has version %d, yet %d was built before: set version: %d"
                            .formatted(notice.version(), newest, newest + 1));
        }
        return same == null || same.hash().equals(notice.hash())
                ? Optional.empty()
                : Optional.of(changed(notice, same));
    }

    private static String changed(Notice notice, Entry same) {
        var more = notice.scope().beyond(same.scope());
        var next = "set version: " + (notice.version() + 1);
        return more.isEmpty()
                ? "says something else than version %d did, which receipts name: %s"
                        .formatted(notice.version(), next)
                : "covers more than version %d did (%s), so consent is asked for anew (6.1.2): %s"
                        .formatted(notice.version(), String.join("; ", more), next);
    }

    /** Whether it has all notices of those registries. */
    boolean holds(Registries registries) {
        return Notices.of(registries.catalog()).values().stream()
                .allMatch(notice -> entry(notice) != null);
    }

    private @Nullable Entry entry(Notice notice) {
        return entries.getOrDefault(notice.purpose(), new TreeMap<>()).get(notice.version());
    }

    /** The content of the file with the notices of those registries: a version a line. */
    String with(Registries registries) {
        for (var notice : Notices.of(registries.catalog()).values()) {
            entries.computeIfAbsent(notice.purpose(), _ -> new TreeMap<>())
                    .put(notice.version(), new Entry(notice.hash(), notice.scope()));
        }
        return entries.entrySet().stream()
                .map(one -> "\"" + one.getKey() + "\": {\n" + versions(one.getValue()) + "\n}")
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String versions(SortedMap<Integer, Entry> versions) {
        return versions.entrySet().stream()
                .map(one -> "  \"" + one.getKey() + "\": " + line(one.getValue()))
                .collect(Collectors.joining(",\n"));
    }

    private static String line(Entry entry) {
        var json = new LinkedHashMap<String, Object>();
        json.put("hash", entry.hash());
        json.put("manners", List.copyOf(entry.scope().manners()));
        json.put("recipients", List.copyOf(entry.scope().recipients()));
        json.put("fields", entry.scope().fields());
        return JSON.writeValueAsString(json);
    }
}
