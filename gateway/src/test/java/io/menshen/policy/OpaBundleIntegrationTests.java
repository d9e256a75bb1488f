package io.menshen.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures hold both ways between the real {@code opa} and Menshen. */
class OpaBundleIntegrationTests {
    /** What JSON can do to a hash: order, escapes, numbers, signs beyond the basic plane. */
    private static final String ODD =
            """
            {"registries":{"revision":1},"\ue000":1,"\ud83d\ude00":2,"b":{"z":[],"a":{}},"html":"<&>'/",
            "numbers":[1.0,1e3,1E+3,-0,0.10,12345678901234567890],"none":null,"yes":true,"no":false,
            "escapes":"\\u0001\\b\\f\\n\\r\\t\\u007f\\u2028\\u2029\\"\\\\\\/\\u00e9","\\u0061":"é 门神"}
            """;

    private static final String RULES =
            """
            package rules

            default allow := false

            allow if input.yes
            """;

    @TempDir private Path folder;
    private KeyPair keys;

    @BeforeEach
    void keys() throws GeneralSecurityException {
        keys = SampleBundle.keys("secp256r1");
    }

    @Test
    void a_bundle_signed_by_opa_is_verified_here() throws Exception {
        var bundle = builtByOpa(ODD);

        var verified = SampleBundle.verifier(keys).read(bundle);

        assertThat(verified.wasm()).isPresent();
        assertThat(verified.files()).containsKeys("data.json", "rules/rules.rego", ".manifest");
        var stranger = SampleBundle.verifier(SampleBundle.keys("secp256r1"));
        assertThatThrownBy(() -> stranger.read(bundle)).hasMessageContaining("expected key");
    }

    @Test
    void a_signature_file_of_opa_sign_is_verified_here() throws Exception {
        var archive = folder.resolve("menshen.tar.gz");
        Files.write(archive, SampleBundle.resource("menshen.tar.gz"));
        var key = SampleBundle.privatePem(keys, folder);
        var outcome =
                RealOpa.run(
                        folder,
                        "sign",
                        "--signing-key=" + key,
                        "--signing-alg=ES256",
                        "--bundle",
                        archive.toString());
        assertThat(outcome).isEqualTo(new RealOpa.Outcome(0, ""));

        var files = new TreeMap<>(SampleBundle.committed().files());
        files.put(
                Bundle.SIGNATURES,
                Bytes.copyOf(Files.readAllBytes(folder.resolve(Bundle.SIGNATURES))));

        assertThat(SampleBundle.verifier(keys).read(BundleArchive.write(files)).digest())
                .isEqualTo(SampleBundle.committed().digest());
    }

    @Test
    void a_bundle_signed_here_is_verified_by_opa() throws Exception {
        var plain = SampleBundle.committed();
        var odd = plain.withData(Bytes.copyOf(ODD.getBytes(UTF_8)));

        for (var bundle : new Bundle[] {plain, odd, SampleBundle.forServers()}) {
            var signed = SampleBundle.signer(keys).sign(bundle);
            assertThat(verifiedByOpa(signed.write()))
                    .extracting(RealOpa.Outcome::exit, RealOpa.Outcome::output)
                    .containsExactly(0, "");
        }
    }

    @Test
    void a_bundle_signed_here_and_altered_is_refused_by_opa() throws Exception {
        var files = new TreeMap<>(SampleBundle.signer(keys).sign(SampleBundle.committed()).files());
        files.put("rules/age/age.rego", Bytes.copyOf("package rules.age".getBytes(UTF_8)));

        assertThat(verifiedByOpa(BundleArchive.write(files)).output()).contains("digest mismatch");
    }

    @Test
    void odd_json_hashes_alike_in_opa_and_here() throws Exception {
        var bundle = builtByOpa(ODD);
        var ofOpa = SampleBundle.verifier(keys).read(bundle).data();

        assertThat(FileHash.of("data.json", ofOpa))
                .isEqualTo(FileHash.of("data.json", Bytes.copyOf(ODD.getBytes(UTF_8))));
    }

    private Bytes builtByOpa(String data) throws IOException, InterruptedException {
        var source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(source.resolve("data.json"), data);
        Files.createDirectories(source.resolve("rules"));
        Files.writeString(source.resolve("rules/rules.rego"), RULES);
        var built = folder.resolve("built.tar.gz");
        var outcome =
                RealOpa.run(
                        source,
                        "build",
                        "--target=wasm",
                        "--entrypoint=rules/allow",
                        "--output=" + built,
                        "--signing-key=" + SampleBundle.privatePem(keys, folder),
                        "--signing-alg=ES256",
                        "--ignore=*.out",
                        "--bundle",
                        ".");
        assertThat(outcome).isEqualTo(new RealOpa.Outcome(0, ""));
        return Bytes.copyOf(Files.readAllBytes(built));
    }

    private RealOpa.Outcome verifiedByOpa(Bytes archive) throws IOException, InterruptedException {
        var file = Files.write(folder.resolve("signed.tar.gz"), archive.toArray());
        return RealOpa.run(
                folder,
                "build",
                "--verification-key=" + SampleBundle.publicPem(keys, folder),
                "--signing-key=" + SampleBundle.privatePem(keys, folder),
                "--signing-alg=ES256",
                "--output=" + folder.resolve("again.tar.gz"),
                "--bundle",
                file.toString());
    }
}
