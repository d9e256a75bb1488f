package io.menshen.cli;

import io.menshen.kernel.Bytes;
import io.menshen.policy.Bundle;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of an OPA bundle by name, such as {@code data.json}. The same files are always the same
 * bytes.
 */
record BundleFiles(Map<String, Bytes> files) {
    static final String DATA = "data.json";
    static final String MANIFEST = ".manifest";

    private static final JsonMapper JSON = JsonMapper.shared();

    BundleFiles {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    static BundleFiles read(Bytes archive) throws IOException {
        return new BundleFiles(Bundle.unpack(archive));
    }

    Bytes bytes() {
        return Bundle.pack(new TreeMap<>(files));
    }

    ObjectNode data() throws IOException {
        return json(DATA);
    }

    ObjectNode manifest() throws IOException {
        return json(MANIFEST);
    }

    /** Of which rules it was made; empty where that is not known. */
    String rulesHash() throws IOException {
        return manifest().path("metadata").path("rules_sha256").asString("");
    }

    /** These rules with the registries, revision and hash of another bundle. */
    BundleFiles withDataOf(BundleFiles other) throws IOException {
        var all = new TreeMap<>(files);
        all.put(DATA, Objects.requireNonNull(other.files().get(DATA), DATA));
        var described = manifest();
        described.set("revision", other.manifest().path("revision"));
        described.set("metadata", other.manifest().path("metadata"));
        all.put(MANIFEST, Bytes.copyOf(JSON.writeValueAsBytes(described)));
        return new BundleFiles(all);
    }

    private ObjectNode json(String name) throws IOException {
        var file = files.get(name);
        if (file != null && JSON.readTree(file.toArray()) instanceof ObjectNode object) {
            return object;
        }
        throw new IOException("the bundle has no " + name + ". Try: ./menshen policy build");
    }
}
