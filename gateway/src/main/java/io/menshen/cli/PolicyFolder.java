package io.menshen.cli;

import io.menshen.catalog.source.Compilation;
import io.menshen.catalog.source.RegistrySource;
import io.menshen.catalog.source.Vocabulary;
import io.menshen.kernel.Bytes;
import io.menshen.masking.FieldType;
import io.menshen.masking.Masking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The folder {@code policies/}: registries, rules, golden cases, schemas, and the bundle. */
record PolicyFolder(Path root) {
    static final Vocabulary KNOWN = new Vocabulary(FieldType.words(), Masking.kinds());

    PolicyFolder {
        if (!Files.isDirectory(root.resolve("registries"))) {
            throw new CannotException(
                    root
                            + " holds no registries/. Run this in the repository, or name --policies.");
        }
    }

    Compilation compile() {
        return new RegistrySource(root.resolve("registries"), KNOWN).compile();
    }

    Path bundle() {
        return root.resolve("bundle").resolve("menshen.tar.gz");
    }

    /** The bundle for OPA servers, with the rules in source. */
    Path serverBundle() {
        return root.resolve("bundle").resolve("menshen-server.tar.gz");
    }

    Path committedCases() {
        return root.resolve("golden").resolve("committed.json");
    }

    Path writtenCases() {
        return root.resolve("golden").resolve("written");
    }

    /** What each version of a notice said. */
    Path notices() {
        return root.resolve("notices.json");
    }

    Path schemas() {
        return root.resolve("schemas");
    }

    Path revision() {
        return registry("revision");
    }

    /** The file of a registry. */
    Path registry(String name) {
        return root.resolve("registries").resolve(name + ".yaml");
    }

    /** The only OPA release that builds the committed bytes. */
    String opaVersion() throws IOException {
        return Files.readString(root.resolve("OPA_VERSION")).strip();
    }

    /** The committed bundle. */
    BundleFiles committed() throws IOException {
        if (!Files.exists(bundle())) {
            throw new CannotException(bundle() + " is missing. Try: ./menshen policy build");
        }
        return BundleFiles.read(Bytes.copyOf(Files.readAllBytes(bundle())));
    }

    /** SHA-256 over the rules, without their tests, and the release of OPA that compiles them. */
    String rulesHash() throws IOException {
        var digest = sha256();
        digest.update(opaVersion().getBytes(StandardCharsets.UTF_8));
        for (var file : rules()) {
            var name = root.relativize(file).toString().replace('\\', '/');
            digest.update(("\0" + name + "\0").getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private List<Path> rules() throws IOException {
        try (var files = Files.walk(root.resolve("rules"))) {
            return files.filter(f -> f.toString().endsWith(".rego"))
                    .filter(f -> !f.toString().endsWith("_test.rego"))
                    .sorted()
                    .toList();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
