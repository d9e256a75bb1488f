package io.menshen.standalone.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Three people are taken in by three channels, and one who is asked for too much is not. */
final class CollectedByChannel implements Step {
    /** Of the person who is taken in by the app. */
    static final String MOBILE = "14000000001";

    private static final Asker APP = Asker.APP;
    private static final String REFUSED = "403 field_outside_purpose";

    @Override
    public String title() {
        return "Taken in by three channels; an identity number for a gift is refused";
    }

    @Override
    public Outcome run(Stage stage) throws IOException {
        var notices =
                stage.client().get(stage.gateway(), APP, "/v1/notices/current?channel=app").body();
        var notice = notice(notices);
        var expectations = new Expectations();
        var told = new ArrayList<String>();
        for (var taken : List.of(inApp(), atDesk(), byGift())) {
            var answer = take(stage, notice, taken);
            expectations.that(answer.ok(), "200 in " + taken.channel(), answer.told());
            told.add(taken.channel());
        }
        var refused = take(stage, notice, byGiftWithIdentity());
        expectations.that(refused.told().equals(REFUSED), REFUSED + " for a gift", refused.told());
        return expectations.outcome(
                String.join(", ", told) + "; an identity number for a gift: " + REFUSED);
    }

    /** What one channel hands in. */
    private record Taking(String channel, Map<String, String> fields) {}

    private static Taking inApp() {
        return new Taking("app", Map.of("external_id", "demo-app-1", "mobile", MOBILE));
    }

    private static Taking atDesk() {
        return new Taking(
                "service_desk", Map.of("external_id", "demo-desk-1", "full_name", "欧阳测试"));
    }

    private static Taking byGift() {
        return new Taking(
                "gift_scan",
                Map.of("external_id", "demo-gift-1", "wechat_openid", "demo_gift_openid_000001"));
    }

    /** No gift needs it (T/CCAGM 002 4.1.3-a). */
    private static Taking byGiftWithIdentity() {
        return new Taking(
                "gift_scan",
                Map.of(
                        "external_id", "demo-gift-2",
                        "wechat_openid", "demo_gift_openid_000002",
                        "id_card_no", "11010519491231002X"));
    }

    private static JsonNode notice(JsonNode notices) throws IOException {
        return notices.path("items")
                .valueStream()
                .filter(one -> one.path("purpose").asString("").equals(APP.purpose()))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no notice of " + APP.purpose()));
    }

    private static Answer take(Stage stage, JsonNode notice, Taking taking) throws IOException {
        var consent =
                Map.of(
                        "purpose", APP.purpose(),
                        "notice_version", notice.path("version").asInt(),
                        "notice_hash", notice.path("hash").asString(),
                        "act", "ticked");
        Map<String, Object> body =
                Map.of(
                        "channel", taking.channel(),
                        "purpose", APP.purpose(),
                        "fields", taking.fields(),
                        "consents", List.of(consent),
                        "verification", "code");
        return stage.client().post(stage.gateway(), APP, "/v1/intakes", body);
    }
}
