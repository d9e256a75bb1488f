package io.menshen.standalone.inbox;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The texts that came, each once, the oldest of more than a hundred forgotten. */
final class Arrived {
    private static final int MOST = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Map<String, Line> lines = new LinkedHashMap<>();

    private record Text(String id, String number, String text) {}

    private record Line(LocalTime at, Text text) {}

    /** Takes a posted text; false where it is none. One that came before changes nothing. */
    synchronized boolean take(String json) {
        try {
            var text = JSON.readValue(json, Text.class);
            var now = LocalTime.now(ZoneId.of("Asia/Shanghai"));
            lines.putIfAbsent(text.id(), new Line(now.truncatedTo(ChronoUnit.SECONDS), text));
            if (lines.size() > MOST) {
                lines.remove(lines.keySet().iterator().next());
            }
            return true;
        } catch (JacksonException _) {
            return false;
        }
    }

    synchronized String page() {
        var newest = new ArrayList<>(lines.values()).reversed();
        var items = newest.stream().map(Arrived::item).collect(Collectors.joining());
        return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3">
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>Inbox</title>
        <style>body{font:1rem/1.5 sans-serif;margin:2rem auto;max-width:40rem;padding:0 1rem}li{margin-bottom:.5rem}</style>
        </head><body><h1>Texts to telephones</h1><p>Of this development installation, the newest first.</p>
        <ol reversed>%s</ol></body></html>
        """
                .formatted(items);
    }

    private static String item(Line line) {
        return "<li><time>%s</time> <strong>%s</strong><br>%s</li>"
                .formatted(line.at(), escaped(line.text().number()), escaped(line.text().text()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
