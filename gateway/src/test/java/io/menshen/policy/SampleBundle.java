package io.menshen.policy;

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
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Objects;

/** The committed bundle, and keys to sign it with. */
final class SampleBundle {
    private static final Vocabulary KNOWN = new Vocabulary(FieldType.words(), Masking.kinds());

    private SampleBundle() {}

    static byte[] resource(String name) throws IOException {
        try (var stream = SampleBundle.class.getResourceAsStream("/io/menshen/policies/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }

    static Bytes archive() throws IOException {
        return Bytes.copyOf(resource("menshen.tar.gz"));
    }

    static Bundle committed() throws IOException {
        return Bundle.read(archive());
    }

    /** The committed bundle for OPA servers, which has the rules in source. */
    static Bundle forServers() throws IOException {
        return Bundle.read(Bytes.copyOf(resource("menshen-server.tar.gz")));
    }

    /** The committed bundle with the registries as they are compiled from YAML. */
    static Bundle compiled() throws IOException {
        var source = new RegistrySource(Path.of("..", "policies", "registries"), KNOWN);
        var compiled = (Compilation.Registries) source.compile();
        return committed().withRegistries(compiled.registries());
    }

    /** That bundle with another revision, and a mark that makes its contents others. */
    static Bundle revised(int revision, String mark) throws IOException {
        var data = new String(compiled().data().toArray(), StandardCharsets.UTF_8);
        var changed =
                data.replaceFirst("\"revision\":\\d+", "\"revision\":" + revision)
                        .replaceFirst("\\{", "{\"mark\":\"" + mark + "\",");
        return committed().withData(Bytes.copyOf(changed.getBytes(StandardCharsets.UTF_8)));
    }

    static KeyPair keys(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    static BundleSigner signer(KeyPair keys) {
        return new BundleSigner((ECPrivateKey) keys.getPrivate());
    }

    static BundleVerifier verifier(KeyPair keys) {
        return new BundleVerifier((ECPublicKey) keys.getPublic());
    }

    static Path privatePem(KeyPair keys, Path folder) throws IOException {
        return pem(folder.resolve("private.pem"), "PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    static Path publicPem(KeyPair keys, Path folder) throws IOException {
        return pem(folder.resolve("public.pem"), "PUBLIC KEY", keys.getPublic().getEncoded());
    }

    private static Path pem(Path file, String label, byte[] key) throws IOException {
        var text =
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(label, Base64.getMimeEncoder().encodeToString(key), label);
        return Files.writeString(file, text);
    }
}
