package io.menshen.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Clause;
import io.menshen.signing.SigningKey;
import io.menshen.signing.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Clause("5.5")
class SigningKeyTests {
    private static final HexFormat HEX = HexFormat.of();

    @TempDir Path folder = Path.of("");

    /** RFC 8032, section 7.1, tests 1 and 2. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    })
    void gives_the_published_signature(String secret, String open, String message, String signature)
            throws GeneralSecurityException {
        var factory = KeyFactory.getInstance("Ed25519");
        var pkcs8 = HEX.parseHex("302e020100300506032b657004220420" + secret);
        var x509 = HEX.parseHex("302a300506032b6570032100" + open);
        var verifying = VerifyingKey.of(factory.generatePublic(new X509EncodedKeySpec(x509)));
        var key =
                new SigningKey(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)), verifying);

        assertThat(key.sign(HEX.parseHex(message))).isEqualTo(signature);
        assertThat(verifying.verifies(HEX.parseHex(message), signature)).isTrue();
        assertThat(verifying.verifies(HEX.parseHex(message + "00"), signature)).isFalse();
        assertThat(verifying.id()).matches("ed25519-[0-9a-f]{16}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
    void a_private_key_that_others_can_read_is_refused(String permissions) throws IOException {
        AuditDatabase.keys(folder, Sample.pair());
        var secret = folder.resolve("private.pem");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> SigningKey.read(secret, folder.resolve("public.pem")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600 " + secret);
    }

    @Test
    void halves_of_two_pairs_are_refused() throws IOException {
        AuditDatabase.keys(folder, Sample.pair());
        var other = Files.createDirectory(folder.resolve("other"));
        AuditDatabase.keys(other, Sample.pair());

        assertThatThrownBy(() ->
                        SigningKey.read(folder.resolve("private.pem"), other.resolve("public.pem")))
                .hasMessageContaining("is not the public half");
    }
}
