package io.menshen.standalone.demo;

import io.menshen.standalone.people.GeneratedPerson;
import io.menshen.standalone.supervisor.Seeding;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A withdrawal counts at once, on every gateway. */
final class WithdrawalCounts implements Step {
    private static final String REFUSED = "403 consent_withdrawn";

    @Override
    public String title() {
        return "Consent withdrawn; the very next read is refused, on a second gateway too";
    }

    @Override
    public Outcome run(Stage stage) throws IOException {
        var asker = Asker.MARKETING;
        var subject = Map.of("token", stage.token(asker, stage.subject(mobile())));
        try (var second = stage.installation().second()) {
            var before = ask(stage, second, subject);
            Map<String, Object> body = Map.of("purpose", asker.purpose(), "subject", subject);
            var withdrawn = stage.client().post(stage.gateway(), asker, "/v1/withdrawals", body);
            var here = ask(stage, stage.gateway(), subject);
            var there = ask(stage, second, subject);
            var expectations = new Expectations();
            expectations.that(before.ok(), "200 before", before.told());
            expectations.that(withdrawn.ok(), "the withdrawal is taken", withdrawn.told());
            expectations.that(here.told().equals(REFUSED), REFUSED + " here", here.told());
            expectations.that(
                    there.told().equals(REFUSED), REFUSED + " on the second gateway", there.told());
            return expectations.outcome("200, then " + REFUSED + " on both");
        }
    }

    private static Answer ask(Stage stage, GatewayAt gateway, Map<String, String> subject)
            throws IOException {
        return stage.client().disclose(gateway, Asker.MARKETING, subject, List.of("full_name"));
    }

    /** The first generated person: an adult who consented to everything. */
    private static String mobile() {
        return Seeding.everyone()
                .filter(person -> person.externalId().equals("gen-00000"))
                .map(WithdrawalCounts::mobile)
                .findFirst()
                .orElseThrow();
    }

    static String mobile(GeneratedPerson person) {
        return person.fields().getOrDefault("mobile", List.of()).getFirst().open();
    }
}
