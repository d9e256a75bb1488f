package io.menshen.standalone.demo;

import io.menshen.standalone.people.TestPeople;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Two consumers know one person by different tokens, each of use to its owner only. */
final class TokensDiffer implements Step {
    @Override
    public String title() {
        return "One person, two consumers, two tokens; each opens only for its owner";
    }

    @Override
    public Outcome run(Stage stage) throws IOException {
        var lookUp = Map.of("mobile", TestPeople.ACTIVE_ADULT.mobile());
        var delivery = ask(stage, Asker.DELIVERY, lookUp).subject();
        var desk = ask(stage, Asker.DESK, lookUp).subject();
        var own = ask(stage, Asker.DELIVERY, Map.of("token", delivery));
        var foreign = ask(stage, Asker.DELIVERY, Map.of("token", desk));
        var other = ask(stage, Asker.DESK, Map.of("token", delivery));
        var expectations = new Expectations();
        expectations.that(!delivery.isEmpty() && !delivery.equals(desk), "two tokens", "one");
        expectations.that(own.ok(), "delivery's own token opens", own.told());
        expectations.that(
                foreign.told().equals("404 token_invalid"), "404 token_invalid", foreign.told());
        expectations.that(
                other.told().equals("404 token_invalid"), "404 token_invalid", other.told());
        return expectations.outcome("tk1_…%s ≠ tk1_…%s".formatted(shown(delivery), shown(desk)));
    }

    private static Answer ask(Stage stage, Asker asker, Map<String, String> subject)
            throws IOException {
        return stage.client().disclose(stage.gateway(), asker, subject, List.of("tier"));
    }

    private static String shown(String token) {
        return token.substring(Math.max(0, token.length() - 6));
    }
}
