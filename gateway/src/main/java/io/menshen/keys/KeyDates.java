package io.menshen.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** When each key was made, beside the keysets, which do not know it themselves. */
final class KeyDates {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, String>> DATES = new TypeReference<>() {};

    private final Path file;

    KeyDates(Path folder) {
        file = folder.resolve("made.json");
    }

    static String name(KeyUse use, int number) {
        return use.word() + "." + number;
    }

    /** By name; empty where nothing was kept. */
    Map<String, String> read() throws IOException {
        return Files.exists(file) ? JSON.readValue(Files.readString(file), DATES) : Map.of();
    }

    void made(KeyUse use, int number, Instant at) throws IOException {
        var dates = new TreeMap<>(read());
        dates.putIfAbsent(name(use, number), at.toString());
        write(dates);
    }

    /** The first key of every use. */
    void madeAll(Instant at) throws IOException {
        var dates = new TreeMap<String, String>();
        for (var use : KeyUse.values()) {
            dates.put(name(use, 1), at.toString());
        }
        write(dates);
    }

    private void write(Map<String, String> dates) throws IOException {
        KeyFiles.replace(file, JSON.writeValueAsString(dates) + "\n");
    }
}
