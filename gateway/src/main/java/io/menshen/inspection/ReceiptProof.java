package io.menshen.inspection;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Label;
import io.menshen.consent.Receipts.Act;
import io.menshen.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a receipt says as a compact JWS (RFC 7515, EdDSA by RFC 8037), which anybody checks by the
 * published key. The text that was shown stands in it by its hash.
 */
final class ReceiptProof {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SigningKey key;

    ReceiptProof(SigningKey key) {
        this.key = key;
    }

    private record Header(String alg, String typ, String kid) {}

    private record Payload(
            String receipt,
            Label controller,
            String subject,
            String purpose,
            String act,
            String method,
            List<String> separateGiven,
            List<String> separateDeclined,
            int noticeVersion,
            String noticeHash,
            String channel,
            String at) {}

    /** A key as RFC 8037 writes it. */
    record Key(String kty, String crv, String kid, String x) {}

    /** The keys by which receipts are checked. */
    record Keys(List<Key> keys) {}

    Keys keys() {
        var x = BASE64.encodeToString(key.verifying().raw());
        return new Keys(List.of(new Key("OKP", "Ed25519", key.verifying().id(), x)));
    }

    /** The signed receipt. */
    String of(Catalog catalog, Act act, String subject) {
        var header = new Header("EdDSA", "menshen-receipt+jwt", key.verifying().id());
        var signed = part(header) + "." + part(payload(catalog, act, subject));
        var bytes = signed.getBytes(StandardCharsets.US_ASCII);
        return signed + "." + BASE64.encodeToString(key.signature(bytes));
    }

    private static Payload payload(Catalog catalog, Act act, String subject) {
        var said = act.said();
        var entry = act.entry();
        return new Payload(
                act.id().toString(),
                catalog.deployment().controller().name(),
                subject,
                act.purpose(),
                entry.act().name().toLowerCase(Locale.ROOT),
                said.act(),
                said.separate(),
                said.declined(),
                entry.notice(),
                said.hash(),
                entry.channel(),
                entry.at().toString());
    }

    private static <T> String part(T value) {
        return BASE64.encodeToString(JSON.writeValueAsBytes(value));
    }
}
