package io.menshen.standalone.demo;

import io.menshen.kernel.SubjectId;
import io.menshen.standalone.people.TestPeople;
import io.menshen.standalone.people.TestPerson;
import io.menshen.standalone.terminal.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One customer, as five consumers see them. */
final class FiveConsumers implements Step {
    private static final TestPerson PERSON = TestPeople.ACTIVE_ADULT;
    private static final List<String> FIELDS =
            List.of(
                    "full_name",
                    "mobile",
                    "email",
                    "home_address",
                    "id_card_no",
                    "birth_year_band",
                    "tier");

    @Override
    public String title() {
        return "One customer, five consumers";
    }

    @Override
    public Outcome run(Stage stage) throws IOException {
        var subject = stage.subject(PERSON.mobile());
        var answers = new LinkedHashMap<Asker, Answer>();
        for (var asker : List.of(Asker.DELIVERY, Asker.DESK)) {
            answers.put(asker, ask(stage, asker, Map.of("mobile", PERSON.mobile())));
        }
        for (var asker : List.of(Asker.MARKETING, Asker.ANALYTICS, Asker.VENDOR)) {
            answers.put(asker, ask(stage, asker, Map.of("token", stage.token(asker, subject))));
        }
        var matched = match(stage, subject);
        show(stage, answers, matched);
        return judged(answers, matched);
    }

    private static Answer ask(Stage stage, Asker asker, Map<String, String> subject)
            throws IOException {
        return stage.client().disclose(stage.gateway(), asker, subject, FIELDS);
    }

    private static Answer match(Stage stage, SubjectId subject) throws IOException {
        var asker = Asker.DESK_IDENTITY;
        var card = PERSON.person().fields().getOrDefault("id_card_no", List.of()).getFirst().open();
        return stage.client()
                .post(
                        stage.gateway(),
                        asker,
                        "/v1/disclosures",
                        Map.of(
                                "purpose", asker.purpose(),
                                "subject", Map.of("token", stage.token(asker, subject)),
                                "fields", List.of(),
                                "match", Map.of("id_card_no", card)));
    }

    private static void show(Stage stage, SequencedMap<Asker, Answer> answers, Answer matched) {
        var legend = new Legend(stage.reasons());
        var table =
                new Table(22)
                        .head(row("", answers.keySet().stream().map(Asker::consumer)))
                        .head(row("purpose", answers.keySet().stream().map(Asker::purpose)));
        for (var field : FIELDS) {
            var cells = new ArrayList<>(List.of(io.menshen.standalone.terminal.Cell.of(field)));
            answers.values().forEach(answer -> cells.add(legend.cell(answer, field)));
            table.row(cells);
        }
        var desk = List.copyOf(answers.keySet()).indexOf(Asker.DESK);
        table.row(legend.matched(answers.size(), desk, matched, "id_card_no"));
        table.row(legend.subjects(answers.values()));
        stage.terminal().table(table);
        stage.terminal().line(Legend.MARKS);
        stage.terminal().legend(legend.entries());
    }

    private static List<String> row(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }

    private static Outcome judged(Map<Asker, Answer> answers, Answer matched) {
        var expectations = new Expectations();
        var delivery = answers.getOrDefault(Asker.DELIVERY, matched);
        var desk = answers.getOrDefault(Asker.DESK, matched);
        var marketing = answers.getOrDefault(Asker.MARKETING, matched);
        var analytics = answers.getOrDefault(Asker.ANALYTICS, matched);
        var vendor = answers.getOrDefault(Asker.VENDOR, matched);
        expectations.that(
                delivery.text("full_name").equals(PERSON.name()),
                "delivery sees the name clear",
                delivery.told());
        expectations.that(
                desk.treatment("full_name").equals("mask"),
                "the service desk sees the name masked",
                desk.told());
        expectations.that(
                !desk.text("full_name").equals(PERSON.name()),
                "a masked name differs from the name",
                "the name itself");
        expectations.that(
                matched.body().path("matches").path("id_card_no").asBoolean(false),
                "the card matches",
                matched.told());
        expectations.that(
                marketing.ok() && marketing.text("email").isEmpty(),
                "marketing sees no address",
                marketing.told());
        expectations.that(
                analytics.ok() && deidentified(analytics),
                "analytics sees de-identified fields only",
                analytics.told());
        expectations.that(
                vendor.told().equals("403 system_mlps"),
                "the vendor is refused for system_mlps",
                vendor.told());
        return expectations.outcome(
                "clear, masked, generalised, matched, withheld and refused by one policy, revision "
                        + delivery.body().path("policy_revision").asString(""));
    }

    private static boolean deidentified(Answer answer) {
        return answer.body()
                .path("label")
                .valueStream()
                .map(JsonNode::asString)
                .allMatch("deidentified"::equals);
    }
}
