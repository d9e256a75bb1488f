package io.menshen.cli;

import io.menshen.kernel.Bytes;
import java.io.IOException;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules as they were last compiled: what a change of registries alone does not touch.
 *
 * @param files of the bundle, but for its data and manifest
 * @param manifest as OPA wrote it
 * @param reasons what each code stands for, with the rule that gives it
 * @param hash of the sources that were compiled; empty where that is not known
 */
record CompiledRules(BundleFiles files, ObjectNode manifest, ObjectNode reasons, String hash) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HASH = "rules_sha256";

    CompiledRules {
        var rest = new TreeMap<>(files.files());
        rest.keySet().removeIf(CompiledRules::packedAnew);
        files = new BundleFiles(rest);
    }

    /** Those of a bundle. */
    static CompiledRules of(BundleFiles bundle) throws IOException {
        var manifest = bundle.manifest();
        var reasons = bundle.data().path("registries").path("reasons");
        return new CompiledRules(
                bundle,
                manifest,
                reasons instanceof ObjectNode known ? known : JSON.createObjectNode(),
                manifest.path("metadata").path(HASH).asString(""));
    }

    /** A bundle of these rules with those registries. */
    BundleFiles with(ObjectNode registries) {
        var all = new TreeMap<>(files.files());
        var compiled = registries.deepCopy();
        compiled.set("reasons", reasons);
        var data = JSON.createObjectNode().set("registries", compiled);
        var described = manifest.deepCopy();
        described.put("revision", compiled.path("revision").asString());
        described.putObject("metadata").put(HASH, hash);
        all.put(BundleFiles.DATA, json(data));
        all.put(BundleFiles.MANIFEST, json(described));
        return new BundleFiles(all);
    }

    private static Bytes json(JsonNode node) {
        return Bytes.copyOf(JSON.writeValueAsBytes(node));
    }

    /** A signature holds for the files it was made over, so it is never carried over. */
    private static boolean packedAnew(String name) {
        return name.equals(BundleFiles.DATA)
                || name.equals(BundleFiles.MANIFEST)
                || name.startsWith(".signatures");
    }
}
