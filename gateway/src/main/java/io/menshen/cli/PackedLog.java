package io.menshen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an export holds of some days. */
final class PackedLog {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CHECKPOINT = "{\"checkpoint\":";

    private final long from;
    private final long to;
    private final SortedSet<Integer> revisions = new TreeSet<>();
    private long records;
    private long inside;
    private long checkpoints;

    private PackedLog(Instant from, Instant to) {
        this.from = ChronoUnit.MICROS.between(Instant.EPOCH, from);
        this.to = ChronoUnit.MICROS.between(Instant.EPOCH, to);
    }

    /**
     * Reads it through.
     *
     * @param to the moment after the last one
     */
    static PackedLog read(Path export, Instant from, Instant to) throws IOException {
        var log = new PackedLog(from, to);
        try (var lines = Files.lines(export, UTF_8)) {
            lines.forEach(log::add);
        }
        return log;
    }

    private void add(String line) {
        if (line.startsWith(CHECKPOINT)) {
            checkpoints++;
            return;
        }
        var body = JSON.readTree(line).path("entry").path("body");
        if (body.isObject()) {
            records++;
            add(body);
        }
    }

    private void add(JsonNode body) {
        var at = Long.parseLong(body.path("at").asString());
        if (at >= from && at < to) {
            inside++;
            revisions.add(Integer.parseInt(body.path("revision").asString()));
        }
    }

    /** The policies that decided then. */
    SortedSet<Integer> revisions() {
        return revisions;
    }

    /** Its checkpoints as a file of their own. */
    void copyCheckpoints(Path export, Path target) throws IOException {
        try (var lines = Files.lines(export, UTF_8);
                var out = Files.newBufferedWriter(target)) {
            for (var line :
                    (Iterable<String>) lines.filter(one -> one.startsWith(CHECKPOINT))::iterator) {
                out.write(line);
                out.write('\n');
            }
        }
    }

    /** Rows of a table; they hold nothing that HTML could misread. */
    String facts(LocalDate first, LocalDate last, List<Integer> missing) {
        return row("期间", "Days", first + " – " + last + " (Asia/Shanghai)")
                + row("期间内记录", "Records of these days", Long.toString(inside))
                + row("全部记录", "All records", Long.toString(records))
                + row("检查点", "Checkpoints", Long.toString(checkpoints))
                + row("使用过的策略版本", "Policies in use", revisions.toString())
                + row("未找到的策略版本", "Policies not found", missing.toString());
    }

    private static String row(String zh, String en, String value) {
        return "<tr><th>%s<br>%s</th><td>%s</td></tr>%n".formatted(zh, en, value);
    }
}
