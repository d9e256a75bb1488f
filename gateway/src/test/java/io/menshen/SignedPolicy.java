package io.menshen;

import io.menshen.kernel.Bytes;
import io.menshen.policy.Bundle;
import io.menshen.policy.BundleSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The committed bundle, signed once for all tests of a run, and a folder for what it compiles to.
 */
record SignedPolicy(Path bundle, Path verificationKey, Path cache) {
    private static final class Held {
        static final SignedPolicy ONE = make();
    }

    static SignedPolicy get() {
        return Held.ONE;
    }

    /**
     * The committed bundle with other registries, under the same key and of the same revision.
     *
     * @param change of {@code data.registries}
     */
    static SignedPolicy altered(Consumer<ObjectNode> change) {
        try {
            var one = get();
            var signer = BundleSigner.read(one.bundle().resolveSibling("private.pem"));
            var bundle = Bundle.read(committed());
            var data = (ObjectNode) JsonMapper.shared().readTree(bundle.data().toArray());
            change.accept((ObjectNode) data.path("registries"));
            var changed =
                    bundle.withData(Bytes.copyOf(JsonMapper.shared().writeValueAsBytes(data)));
            var folder = Files.createTempDirectory("menshen-policy");
            var file = folder.resolve("menshen.tar.gz");
            Files.write(file, signer.sign(changed).write().toArray());
            return new SignedPolicy(file, one.verificationKey(), folder.resolve("cache"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SignedPolicy make() {
        try {
            var folder = Files.createTempDirectory("menshen-policy");
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var signer = BundleSigner.read(secret(folder, pair));
            var bundle = folder.resolve("menshen.tar.gz");
            Files.write(bundle, signer.sign(Bundle.read(committed())).write().toArray());
            return new SignedPolicy(bundle, open(folder, pair), folder.resolve("cache"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Bytes committed() throws IOException {
        try (var stream =
                Gateway.class.getResourceAsStream("/io/menshen/policies/menshen.tar.gz")) {
            return Bytes.copyOf(Objects.requireNonNull(stream).readAllBytes());
        }
    }

    /** The private half as {@code private.pem}, for its owner only. */
    static Path secret(Path folder, KeyPair pair) throws IOException {
        var file = folder.resolve("private.pem");
        return pem(file, "PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    /** The public half as {@code public.pem}. */
    static Path open(Path folder, KeyPair pair) throws IOException {
        return pem(folder.resolve("public.pem"), "PUBLIC KEY", pair.getPublic().getEncoded());
    }

    private static Path pem(Path file, String label, byte[] key) throws IOException {
        var base64 = Base64.getMimeEncoder().encodeToString(key);
        var begin = "-----BEGIN " + label + "-----\n";
        Files.writeString(file, begin + base64 + "\n-----END " + label + "-----\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
