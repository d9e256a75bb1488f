package io.menshen.rights;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.menshen.signing.SigningKey;
import io.menshen.signing.VerifyingKey;
import java.nio.ByteBuffer;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A receipt and its signature, which covers what the receipt says and not how it is laid out.
 *
 * @param keyId suite and id of the signing key, that of the audit
 * @param signature Ed25519, in hexadecimal digits
 */
public record SignedReceipt(Receipt receipt, String keyId, String signature) {
    private static final byte[] KIND = "menshen.rights.receipt.1".getBytes(UTF_8);
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .changeDefaultPropertyInclusion(SignedReceipt::withoutNulls)
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    /** Refuses what lacks a part. */
    public SignedReceipt {
        Objects.requireNonNull(receipt, "receipt");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(signature, "signature");
    }

    /** Receipts of before a part was added are signed as they were written. */
    private static JsonInclude.Value withoutNulls(JsonInclude.Value value) {
        return value.withValueInclusion(JsonInclude.Include.NON_NULL);
    }

    static SignedReceipt sign(Receipt receipt, SigningKey key) {
        var id = key.verifying().id();
        return new SignedReceipt(receipt, id, key.sign(signed(receipt, id)));
    }

    /** Whether that key signed it, and nothing of it was changed since. */
    boolean signedBy(VerifyingKey key) {
        return key.id().equals(keyId) && key.verifies(signed(receipt, keyId), signature);
    }

    /** Kind and key come with their lengths, so that no other signed thing passes for this. */
    private static byte[] signed(Receipt receipt, String keyId) {
        var key = keyId.getBytes(UTF_8);
        var text = JSON.writeValueAsBytes(receipt);
        return ByteBuffer.allocate(3 * Integer.BYTES + KIND.length + key.length + text.length)
                .putInt(KIND.length)
                .put(KIND)
                .putInt(key.length)
                .put(key)
                .putInt(text.length)
                .put(text)
                .array();
    }

    /** As it is kept, and checked by others. */
    public String json() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads what {@link #json} wrote, or an answer of the interface that holds it.
     *
     * @throws IllegalArgumentException where it is no signed receipt
     */
    static SignedReceipt read(String text) {
        try {
            var tree = JSON.readTree(text);
            var inner = tree.path("proof");
            var proof = inner.isObject() ? inner : tree;
            var read = JSON.treeToValue(proof, SignedReceipt.class);
            // What is written in another way than what was signed is not what was signed.
            if (!JSON.valueToTree(read).equals(proof)) {
                throw new IllegalArgumentException("this receipt was written in another way");
            }
            return read;
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("this is no signed receipt of an erasure", e);
        }
    }
}
