package io.menshen.cli;

import io.menshen.kernel.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compiles the rules by OPA, and reads from their METADATA what each reason stands for. */
final class RuleCompiler {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PolicyFolder policies;
    private final Opa opa;

    RuleCompiler(PolicyFolder policies, Opa opa) {
        this.policies = policies;
        this.opa = opa;
    }

    /** The rules as WebAssembly; -O 1 would break a negated call. */
    CompiledRules compile() throws IOException, InterruptedException {
        var built = Files.createTempFile("menshen-rules", ".tar.gz");
        try {
            var entrypoints = "-e rules/decision -e rules/explanation --ignore *_test.rego";
            var written = List.of("-o", built.toString());
            opa("build -O 0 -t wasm " + entrypoints + " rules", written);
            var bundle = BundleFiles.read(Bytes.copyOf(Files.readAllBytes(built)));
            return new CompiledRules(bundle, bundle.manifest(), reasons(), policies.rulesHash());
        } finally {
            Files.delete(built);
        }
    }

    /**
     * The rules in source, for OPA servers: an OPA without a Wasm runtime does not serve compiled
     * ones.
     */
    BundleFiles source() throws IOException, InterruptedException {
        var built = Files.createTempFile("menshen-source", ".tar.gz");
        try {
            var entrypoints = "-e rules/decision -e rules/explanation --ignore *_test.rego";
            opa("build -O 0 -t rego " + entrypoints + " rules", List.of("-o", built.toString()));
            return BundleFiles.read(Bytes.copyOf(Files.readAllBytes(built)));
        } finally {
            Files.delete(built);
        }
    }

    /** By code: clause, title, rule, line, and what else the gateway and explain need. */
    private ObjectNode reasons() throws IOException, InterruptedException {
        var inspected = JSON.readTree(opa("inspect -a -f json rules", List.of()));
        var reasons = JSON.createObjectNode();
        for (var annotation : inspected.path("annotations")) {
            var file = annotation.path("location").path("file").asString("");
            var custom = annotation.path("annotations").path("custom");
            var source = Files.readAllLines(policies.root().resolve(file));
            for (var code : custom.path("codes").properties()) {
                var line = line(source, code.getKey());
                var ground = ground(reasons.putObject(code.getKey()), code.getValue(), custom);
                ground.put("rule", file).put("line", line);
            }
        }
        return reasons;
    }

    private static ObjectNode ground(ObjectNode ground, JsonNode code, JsonNode custom) {
        ground.put("clause", code.path("clause").asString());
        ground.putObject("title")
                .put("zh", code.path("zh").asString())
                .put("en", code.path("en").asString());
        ground.put("effect", custom.path("effect").asString());
        ground.put("told", custom.path("told").asString("nobody"));
        if (custom.has("entry")) {
            ground.put("entry", custom.path("entry").asString());
        }
        return ground;
    }

    /** Where the rule spells the code; the line of its METADATA where it never does. */
    private static int line(List<String> source, String code) {
        var metadata = 1;
        for (int i = 0; i < source.size(); i++) {
            var line = source.get(i);
            if (!line.startsWith("#") && line.contains('"' + code + '"')) {
                return i + 1;
            }
            if (line.startsWith("#") && line.contains(code + ":")) {
                metadata = i + 1;
            }
        }
        return metadata;
    }

    private String opa(String arguments, List<String> more)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(arguments.split(" ")));
        words.addAll(more);
        var ran = opa.run(words);
        if (ran.exit() != 0) {
            throw new CannotException("OPA refuses the rules:\n" + ran.out() + ran.err());
        }
        return ran.out();
    }
}
