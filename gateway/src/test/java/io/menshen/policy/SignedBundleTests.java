package io.menshen.policy;

import static io.menshen.policy.BundleRefusedException.Fault.ALTERED;
import static io.menshen.policy.BundleRefusedException.Fault.BROKEN;
import static io.menshen.policy.BundleRefusedException.Fault.FOREIGN_KEY;
import static io.menshen.policy.BundleRefusedException.Fault.UNSIGNED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.menshen.kernel.Bytes;
import io.menshen.policy.BundleRefusedException.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedBundleTests {
    private static final String DATA = "{\"registries\":{\"revision\":3},\"a\":[1.0,-0,1e3]}";

    private static KeyPair keys;
    private static Bundle signed;

    @BeforeAll
    static void sign() throws IOException, GeneralSecurityException {
        keys = SampleBundle.keys("secp256r1");
        signed = SampleBundle.signer(keys).sign(SampleBundle.committed());
    }

    @Test
    void what_the_key_signed_is_taken_with_all_its_files() throws IOException {
        var read = SampleBundle.verifier(keys).read(signed.write());

        assertThat(read.files()).isEqualTo(signed.files());
        assertThat(read.revision()).isEqualTo(SampleBundle.committed().revision());
        assertThat(read.digest()).isEqualTo(SampleBundle.committed().digest());
    }

    @Test
    void the_committed_bundle_is_unsigned() throws IOException {
        var archive = SampleBundle.archive();

        refuses(UNSIGNED, () -> SampleBundle.verifier(keys).read(archive));
    }

    @Test
    void another_key_is_refused() throws GeneralSecurityException {
        var other = SampleBundle.verifier(SampleBundle.keys("secp256r1"));

        refuses(FOREIGN_KEY, () -> other.read(signed.write()));
    }

    @Test
    void keys_of_other_curves_neither_sign_nor_verify() throws GeneralSecurityException {
        var longer = SampleBundle.keys("secp384r1");

        assertThatThrownBy(() -> SampleBundle.signer(longer)).hasMessageContaining("P-256");
        assertThatThrownBy(() -> SampleBundle.verifier(longer)).hasMessageContaining("P-256");
    }

    @Test
    void a_changed_byte_of_any_file_is_refused() {
        var random = new Random(42);
        signed.files()
                .forEach((name, content) -> {
                    var last = content.size() - 1;
                    var places =
                            IntStream.concat(
                                    IntStream.of(0, last), random.ints(3, 0, content.size()));
                    places.forEach(at -> refusedWhereChanged(name, content, at));
                });
    }

    private static void refusedWhereChanged(String name, Bytes content, int at) {
        var bytes = content.toArray();
        bytes[at] ^= 1;

        assertThatThrownBy(() -> verify(archive(name, bytes)))
                .as("%s, byte %d", name, at)
                .isInstanceOf(BundleRefusedException.class);
    }

    @Test
    void a_changed_file_is_named() {
        assertThatThrownBy(() -> verify(archive("policy.wasm", new byte[] {0})))
                .hasMessage("its policy.wasm is not what was signed");
    }

    @Test
    void an_added_file_is_refused() {
        refuses(ALTERED, () -> verify(archive("rules/more.rego", new byte[] {1})));
    }

    @Test
    void a_dropped_file_is_refused() {
        var files = new TreeMap<>(signed.files());
        files.remove("rules/age/age.rego");

        refuses(ALTERED, () -> verify(BundleArchive.write(files)));
    }

    @Test
    void a_name_twice_is_refused() throws IOException {
        var twice = tar("/data.json", DATA, TarConstants.LF_NORMAL, "./data.json");

        refuses(BROKEN, () -> Bundle.read(twice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../data.json", "/a/../../b", "a//b", "a/./b", "./../x"})
    void a_name_that_leads_elsewhere_is_refused(String name) throws IOException {
        var archive = tar("/data.json", DATA, TarConstants.LF_NORMAL, name);

        refuses(BROKEN, () -> Bundle.read(archive));
    }

    @Test
    void a_link_is_refused() throws IOException {
        var archive = tar("/data.json", DATA, TarConstants.LF_SYMLINK, "/link");

        refuses(BROKEN, () -> Bundle.read(archive));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "more/data.json",
                "data.yaml",
                "patch.json",
                "x.signatures.json",
                "signatures.json"
            })
    void data_where_the_rules_have_none_is_refused(String name) throws IOException {
        var archive = tar("/data.json", DATA, TarConstants.LF_NORMAL, name);

        refuses(BROKEN, () -> Bundle.read(archive));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "{\"registries\":{\"revision\":0}}", "{\"a\":1,\"a\":1}"})
    void data_without_a_revision_is_refused(String data) {
        refuses(BROKEN, () -> signed.withData(bytes(data)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"signatures\":[]}",
                "{\"signatures\":[1]}",
                "{\"signatures\":[\"a\",\"b\"]}",
                "{\"signatures\":[\"a.b.c\"],\"plugin\":\"none\"}",
                "not json"
            })
    void a_signature_of_another_form_is_refused(String signatures) {
        refuses(BROKEN, () -> verify(archive(Bundle.SIGNATURES, signatures.getBytes(UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "ES384"})
    void another_algorithm_is_refused(String algorithm)
            throws IOException, GeneralSecurityException {
        var forged = signatures("{\"alg\":\"" + algorithm + "\"}", SignedFiles.of(signed).json());

        refuses(FOREIGN_KEY, () -> verify(archive(Bundle.SIGNATURES, forged)));
    }

    @Test
    void weaker_hashes_scopes_and_double_names_are_refused_even_if_signed()
            throws IOException, GeneralSecurityException {
        var listed = SignedFiles.of(signed).json();
        var first = listed.substring(listed.indexOf('[') + 1, listed.indexOf('}') + 1);

        for (var payload :
                new String[] {
                    listed.replaceFirst("SHA-256", "MD5"),
                    listed.replaceFirst("\\{", "{\"scope\":\"write\","),
                    listed.replaceFirst("\\[", "[" + first.replace("$", "\\$") + ","),
                    "{}",
                    "[]"
                }) {
            var forged = signatures("{\"alg\":\"ES256\"}", payload);
            refuses(BROKEN, () -> verify(archive(Bundle.SIGNATURES, forged)));
        }
    }

    @Test
    void equal_files_are_written_as_equal_bytes() throws IOException {
        assertThat(signed.write())
                .isEqualTo(SampleBundle.verifier(keys).read(signed.write()).write());
        assertThat(SampleBundle.committed().write()).isEqualTo(SampleBundle.committed().write());
    }

    @Test
    void other_registries_need_another_signature() throws IOException {
        var changed = signed.withData(bytes(DATA));

        assertThat(changed.revision()).isEqualTo(3);
        assertThat(changed.wasm()).isEqualTo(signed.wasm());
        refuses(UNSIGNED, () -> verify(changed.write()));
        assertThat(verify(SampleBundle.signer(keys).sign(changed).write()).revision()).isEqualTo(3);
    }

    @Test
    void white_space_of_json_is_not_signed_but_numbers_are_as_written() throws IOException {
        var bundle = SampleBundle.signer(keys).sign(signed.withData(bytes(DATA)));
        var signatures = bundle.files().get(Bundle.SIGNATURES);
        assertThat(signatures).isNotNull();

        assertThat(FileHash.of("data.json", bytes(DATA.replace(",", " ,\n"))))
                .isEqualTo(FileHash.of("data.json", bytes(DATA)));
        assertThat(FileHash.of("data.json", bytes(DATA.replace("1.0", "1"))))
                .isNotEqualTo(FileHash.of("data.json", bytes(DATA)));
    }

    @Test
    void keys_are_read_from_pem_files_and_a_wrong_file_is_named() throws IOException {
        var folder = Files.createTempDirectory("pem");
        var secret = SampleBundle.privatePem(keys, folder);
        var open = SampleBundle.publicPem(keys, folder);

        var again = BundleSigner.read(secret).sign(SampleBundle.committed());

        assertThat(BundleVerifier.read(open).read(again.write()).digest())
                .isEqualTo(signed.digest());
        assertThatThrownBy(() -> BundleVerifier.read(secret))
                .hasMessageContaining(secret.toString());
        assertThatThrownBy(() -> BundleSigner.read(open)).hasMessageContaining(open.toString());
        assertThatThrownBy(() -> BundleVerifier.read(Path.of("no.pem")))
                .isInstanceOf(IOException.class);
    }

    private static Bundle verify(Bytes archive) throws IOException {
        return SampleBundle.verifier(keys).read(archive);
    }

    private static Bytes archive(String name, byte[] content) {
        var files = new TreeMap<>(signed.files());
        files.put(name, Bytes.copyOf(content));
        return BundleArchive.write(files);
    }

    private static void refuses(Fault fault, ThrowingCallable read) {
        var refused = catchThrowableOfType(BundleRefusedException.class, read);

        assertThat(refused).isNotNull();
        assertThat(refused.fault()).isEqualTo(fault);
    }

    private static byte[] signatures(String header, String payload)
            throws GeneralSecurityException {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        var input =
                base64.encodeToString(header.getBytes(UTF_8))
                        + "."
                        + base64.encodeToString(payload.getBytes(UTF_8));
        var signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(keys.getPrivate());
        signer.update(input.getBytes(UTF_8));
        var token = input + "." + base64.encodeToString(signer.sign());
        return ("{\"signatures\":[\"" + token + "\"]}").getBytes(UTF_8);
    }

    private static Bytes tar(String name, String content, byte type, String second)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            put(tar, new TarArchiveEntry(name, true), content);
            put(
                    tar,
                    new TarArchiveEntry(second, type, true),
                    type == TarConstants.LF_NORMAL ? content : "");
        }
        return Bytes.copyOf(bytes.toByteArray());
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, String content)
            throws IOException {
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(UTF_8));
        tar.closeArchiveEntry();
    }

    private static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(UTF_8));
    }
}
