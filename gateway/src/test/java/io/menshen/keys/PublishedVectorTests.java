package io.menshen.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.mac.HmacKey;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.menshen.kernel.Clause;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors that the standards themselves publish, through the primitives that serve. */
@Clause("5.3")
@AccessesPartialKey
class PublishedVectorTests {
    private static final HexFormat HEX = HexFormat.of();

    @BeforeAll
    static void register() throws GeneralSecurityException {
        Keysets.register();
    }

    private static <P> P primitive(Key key, Class<P> type) throws GeneralSecurityException {
        var entry = KeysetHandle.importKey(key).withFixedId(1).makePrimary();
        return KeysetHandle.newBuilder().addEntry(entry).build().getPrimitive(Keysets.tink(), type);
    }

    private static SecretBytes secret(String hex) {
        return SecretBytes.copyFrom(HEX.parseHex(hex), InsecureSecretKeyAccess.get());
    }

    /** Test cases 13 to 16 of "The Galois/Counter Mode of Operation", submitted to NIST. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000000000000000000000000000000000000000000000000000,000000000000000000000000,'','',"
                + "530f8afbc74536b9a963b4f1c4cb738b",
        "0000000000000000000000000000000000000000000000000000000000000000,000000000000000000000000,'',"
                + "00000000000000000000000000000000,"
                + "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308,cafebabefacedbaddecaf888,'',"
                + "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
                + "b16aedf5aa0de657ba637b391aafd255,"
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
                + "c5f61e6393ba7a0abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c",
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308,cafebabefacedbaddecaf888,"
                + "feedfacedeadbeeffeedfacedeadbeefabaddad2,"
                + "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
                + "b16aedf5aa0de657ba637b39,"
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
                + "c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
    })
    void aes_256_gcm_opens_what_nist_sealed(
            String key, String iv, String bound, String plain, String sealed)
            throws GeneralSecurityException {
        var parameters =
                AesGcmParameters.builder()
                        .setKeySizeBytes(32)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build();
        var built = AesGcmKey.builder().setParameters(parameters).setKeyBytes(secret(key)).build();
        var aead = primitive(built, Aead.class);

        assertThat(HEX.formatHex(aead.decrypt(HEX.parseHex(iv + sealed), HEX.parseHex(bound))))
                .isEqualTo(plain);
        var altered = HEX.parseHex(iv + sealed);
        altered[altered.length - 1] ^= 1;
        assertThatThrownBy(() -> aead.decrypt(altered, HEX.parseHex(bound)))
                .isInstanceOf(GeneralSecurityException.class);
    }

    /**
     * Wycheproof, aes_siv_cmac_test.json, cases 299, 302, 307 and 321: the vectors of RFC 5297 have
     * keys of 32 bytes, and Tink's AES-SIV takes 64 only.
     */
    @ParameterizedTest
    @CsvSource({
        "0b6aaf05f9b5221e539940cd83cb29d2bcc7a0aa472d8fc67bedd0108869394e33c9f233d4b2cc9c6a59e8ce9cd268a0f3f2857e08fe1eb3"
                + "29ef347dace1557d,76aade95964f074c693886f245fa57f9,'',f1ad6ea998a2a438acaf90bad0cb9f9f",
        "c25cafc6018b98dfbb79a40ec89c575a4f88c4116489bba27707479800c0130235334a45dbe8d8dae3da8dcb45bbe5dce031b0f68ded544f"
                + "da7eca30d6749442,deeb0ccf3aef47a296ed1ca8f4ae5907,beec61030fa3d670337196beade6aeaa,"
                + "5865208eab9163db85cab9f96d846234a2626aae22f5c17c9aad4b501f4416e4",
        "9e575cd8991b32f06fbaf55ad79eb74822349e07fa77c409848c86820011569f26dcb49afaea19a52a96b27e67f780ac7a00da9a3054d167"
                + "8d60417cf34996b1,7f89a3f648c1c7c23edbd5ca,35ac33,3834fbedc3502227e3c91a861f2e3195fbb344",
        "eac96a89b8e0c928a85c91396346efe8287730595064554cd13574f8b340f541c5f0bb55e654e51b05e21ba007942cabab5ee1020922f0dd"
                + "002196a39d7fda1d,29d614f908593f6a5ab03cea,0c22e4875dcd23de89a6d32f2082dd40e1848fc2,"
                + "bce886623d11320d22dfdc1defb04d17bd001d9370a3d8c83aabe4494d16ca75ce534f7c"
    })
    void aes_siv_gives_the_published_bytes(String key, String bound, String plain, String sealed)
            throws GeneralSecurityException {
        var parameters =
                AesSivParameters.builder()
                        .setKeySizeBytes(64)
                        .setVariant(AesSivParameters.Variant.NO_PREFIX)
                        .build();
        var built = AesSivKey.builder().setParameters(parameters).setKeyBytes(secret(key)).build();
        var siv = primitive(built, DeterministicAead.class);

        assertThat(
                        HEX.formatHex(
                                siv.encryptDeterministically(
                                        HEX.parseHex(plain), HEX.parseHex(bound))))
                .isEqualTo(sealed);
        assertThat(
                        HEX.formatHex(
                                siv.decryptDeterministically(
                                        HEX.parseHex(sealed), HEX.parseHex(bound))))
                .isEqualTo(plain);
    }

    /** RFC 4231, test cases 1, 3, 4, 6 and 7; Tink takes no key as short as that of case 2. */
    @ParameterizedTest
    @CsvSource({
        "0b,20,4869205468657265,1,b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "aa,20,dd,50,773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
        "0102030405060708090a0b0c0d0e0f10111213141516171819,1,cd,50,"
                + "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
        "aa,131,54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374,1,"
                + "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    })
    void hmac_sha_256_gives_the_published_bytes(
            String key, int times, String message, int repeated, String expected)
            throws GeneralSecurityException {
        assertThat(hmac(key.repeat(times), HEX.parseHex(message.repeat(repeated))))
                .isEqualTo(expected);
    }

    @Test
    void hmac_sha_256_gives_the_published_bytes_for_a_long_message()
            throws GeneralSecurityException {
        var message =
                "This is a test using a larger than block-size key and a larger than block-size"
                        + " data. The key needs to be hashed before being used by the HMAC"
                        + " algorithm.";
        assertThat(hmac("aa".repeat(131), message.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
    }

    private static String hmac(String key, byte[] message) throws GeneralSecurityException {
        var parameters =
                HmacParameters.builder()
                        .setKeySizeBytes(key.length() / 2)
                        .setTagSizeBytes(32)
                        .setHashType(HmacParameters.HashType.SHA256)
                        .setVariant(HmacParameters.Variant.NO_PREFIX)
                        .build();
        var built = HmacKey.builder().setParameters(parameters).setKeyBytes(secret(key)).build();
        return HEX.formatHex(primitive(built, Mac.class).computeMac(message));
    }
}
