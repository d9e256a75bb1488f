package io.menshen.standalone.policy;

import io.menshen.standalone.StandaloneException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The policy bundle that was built with this version.
 *
 * @param rules the sources of the rules by path below {@code policies/}
 * @param registries the registries by name
 */
public record BuiltBundle(Map<String, String> rules, JsonNode registries) {
    /** Where it stands on the class path. */
    public static final String RESOURCE = "/io/menshen/policies/menshen.tar.gz";

    /** A copy, so that nothing changes afterwards. */
    public BuiltBundle {
        rules = Map.copyOf(rules);
    }

    /** Reads it from the class path. */
    public static BuiltBundle read() throws IOException {
        try (var stream = BuiltBundle.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new StandaloneException(
                        "there is no policy bundle in this build. Try: ./menshen policy build");
            }
            return read(stream);
        }
    }

    static BuiltBundle read(InputStream archive) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = entry.getName().replaceFirst("^/", "");
                texts.put(name, new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        var data = JsonMapper.shared().readTree(texts.getOrDefault("data.json", "{}"));
        var rules =
                texts.entrySet().stream()
                        .filter(file -> file.getKey().endsWith(".rego"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new BuiltBundle(rules, data.path("registries"));
    }

    /** The integer that each build raises. */
    public int revision() {
        return registries.path("revision").asInt();
    }
}
