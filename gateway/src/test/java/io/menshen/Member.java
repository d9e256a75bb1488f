package io.menshen;

import io.menshen.kernel.SubjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A made-up person as the app registers them; what is not said is that of an adult. */
final class Member {
    static final String ADDRESS = "上海市静安区南京西路1266号5楼";

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, Object> more = new TreeMap<>();
    private final List<Map<String, ?>> consents = new ArrayList<>();

    private Member(int number) {
        fields.put("external_id", "ext-" + number);
        fields.put("full_name", "诸葛慧敏");
        fields.put("gender", "female");
        fields.put("mobile", "138%08d".formatted(number));
        fields.put("email", "huimin%d@example.com".formatted(number));
        fields.put("birth_date", "1990-03-05");
        fields.put("home_address", ADDRESS);
        fields.put("tier", "gold");
        fields.put("province", "上海市");
    }

    /** Consents to the registration, with the address. */
    static Member number(int number) {
        return new Member(number).consents("member_register", "address");
    }

    /** Somebody who consents to nothing yet. */
    static Member silent(int number) {
        return new Member(number);
    }

    Member with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    Member without(String... names) {
        fields.keySet().removeAll(List.of(names));
        return this;
    }

    Member only(String... names) {
        fields.keySet().retainAll(List.of(names));
        return this;
    }

    Member consents(String purpose, String... separate) {
        return consent(
                Map.of(
                        "purpose",
                        purpose,
                        "notice_version",
                        1,
                        "act",
                        "ticked",
                        "separate",
                        List.of(separate)));
    }

    Member consent(Map<String, ?> consent) {
        consents.add(consent);
        return this;
    }

    /** Another member of the request. */
    Member saying(String name, Object value) {
        more.put(name, value);
        return this;
    }

    /** Registers them with the app. */
    SubjectId registered(RunningGateway gateway) {
        var answer = gateway.post("/v1/intakes", RunningGateway.Caller.of("app"), body());
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.text());
        }
        return gateway.registered(answer.text("subject"));
    }

    Map<String, ?> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("channel", "app");
        body.put("purpose", "member_register");
        body.put("fields", fields);
        body.put("consents", consents);
        body.put("verification", "code");
        body.putAll(more);
        return body;
    }
}
