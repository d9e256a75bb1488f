package io.menshen.benchmarks.writes;

import io.menshen.benchmarks.parts.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import tools.jackson.databind.json.JsonMapper;

/** Made-up people as a file of NDJSON, each another one than all before. */
final class RowsFile {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Deployment deployment;
    private int next;

    RowsFile(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Writes that many rows, in place of those of the last time. */
    Path write(int people) throws IOException {
        var file = deployment.file("import.ndjson");
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (var end = next + people; next < end; next++) {
                var row = new HashMap<>(deployment.newcomer(next));
                row.put("channel", "import");
                row.put("verification", "none");
                out.write(JSON.writeValueAsString(row));
                out.write('\n');
            }
        }
        return file;
    }
}
