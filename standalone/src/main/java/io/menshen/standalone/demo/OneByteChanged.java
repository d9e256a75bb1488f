package io.menshen.standalone.demo;

import io.menshen.audit.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** One byte of an exported copy is changed, and found. */
final class OneByteChanged implements Step {
    private static final String PLACE = "\"purpose\":\"";

    @Override
    public String title() {
        return "One byte changed in a copy of the export";
    }

    @Override
    public Outcome run(Stage stage) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(stage.export()));
        var changed = middle(lines);
        var line = lines.get(changed);
        var at = line.indexOf(PLACE) + PLACE.length();
        lines.set(
                changed,
                line.substring(0, at) + (char) (line.charAt(at) ^ 1) + line.substring(at + 1));
        var copy = stage.export().resolveSibling("changed.ndjson");
        Files.write(copy, lines);
        var found = stage.audit().verification().offline(copy, Instant.EPOCH);
        var seq = JsonMapper.shared().readTree(line).path("entry").path("seq").asLong();
        var expectations = new Expectations();
        expectations.that(
                found.stream().anyMatch(f -> edited(f, seq)),
                "record " + seq + " EDITED",
                found.toString());
        return expectations.outcome(found.stream().map(Finding::toString).findFirst().orElse(""));
    }

    private static boolean edited(Finding finding, long seq) {
        return finding.kind() == Finding.Kind.EDITED
                && finding.chain() != null
                && finding.seq() == seq;
    }

    /** The line of a record of a use, from the middle of the export; acts of its own have none. */
    private static int middle(List<String> lines) throws IOException {
        for (var i = lines.size() / 2; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith("{\"entry\":")
                    && line.contains(PLACE)
                    && !line.contains(PLACE + '"')) {
                return i;
            }
        }
        throw new IOException("the second half of the export holds no record");
    }
}
