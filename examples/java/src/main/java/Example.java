import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The way of a person's data through Menshen with Spring's RestClient. */
public final class Example {
    private Example() {}

    public static void main(String[] arguments) {
        var app = new Menshen(System.getenv("MENSHEN"), System.getenv("APP_TOKEN"));
        var delivery = new Menshen(System.getenv("MENSHEN"), System.getenv("DELIVERY_TOKEN"));
        var external = "java-" + UUID.randomUUID();
        var mobile = "1392%07d".formatted(ThreadLocalRandom.current().nextInt(10_000_000));

        // The person reads this text before anything is taken in; version and hash say which one it was.
        var notice = app.notice("app", "member_register");
        var taken = app.write(
                "/v1/intakes",
                Map.of(
                        "channel", "app",
                        "purpose", "member_register",
                        "fields", Map.of(
                                "external_id", external,
                                "full_name", "张小丽",
                                "mobile", mobile,
                                "birth_date", "1990-05-01"),
                        "consents", List.of(Map.of(
                                "purpose", "member_register",
                                "notice_version", notice.path("version").asInt(),
                                "notice_hash", notice.path("hash").asString(),
                                "act", "ticked"))),
                external);
        System.out.println("1 taken in: " + taken.path("outcome").asString());

        var read = delivery.call(
                "/v1/disclosures",
                Map.of(
                        "purpose", "order_fulfil",
                        "subject", Map.of("mobile", mobile),
                        "fields", List.of("full_name", "id_card_no")));
        System.out.println("2 read: " + read.path("fields") + " " + read.path("withheld"));
        var token = read.path("subject").asString(); // keep this, not the number

        for (var line : delivery.lines("/v1/disclosures/batch", List.of(wanted(token), wanted("tk1_forged")))) {
            System.out.println("3 line: " + (line.has("fields") ? line.path("fields") : line.path("problem").path("type")));
        }

        var exchanged = delivery.call("/v1/tokens/exchange", Map.of("purpose", "order_fulfil", "token", token));
        var same = exchanged.path("subject").asString().equals(token);
        System.out.println("4 exchanged: " + (same ? "the keys did not change" : "the keys changed"));

        var withdrawn = app.write(
                "/v1/withdrawals",
                Map.of("purpose", "member_register", "subject", Map.of("token", taken.path("subject").asString())),
                "withdraw-" + external);
        System.out.println("5 withdrawn: " + withdrawn.path("status").asString());

        try {
            delivery.call("/v1/disclosures", Map.of("purpose", "marketing_email", "subject", Map.of("mobile", mobile)));
            throw new IllegalStateException("delivery may not read for marketing");
        } catch (Menshen.Refused refused) {
            System.out.println("6 refused: " + refused.status + " " + refused.problem.path("type").asString()
                    + " " + refused.problem.path("reasons").path(0).path("code").asString());
        }
        System.out.println("done");
    }

    private static Map<String, ?> wanted(String token) {
        return Map.of("purpose", "order_fulfil", "subject", Map.of("token", token), "fields", List.of("full_name"));
    }
}
