package io.menshen.standalone.demo;

import io.menshen.standalone.people.GeneratedPerson;
import io.menshen.standalone.search.Canary;
import io.menshen.standalone.search.Findings;
import io.menshen.standalone.search.FolderSearch;
import io.menshen.standalone.search.RedisSearch;
import io.menshen.standalone.search.Search;
import io.menshen.standalone.search.TableSearch;
import io.menshen.standalone.supervisor.Seeding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Planted values are looked for wherever the installation keeps anything, logs and export included.
 */
final class NothingInClear implements Step {
    private static final int PEOPLE = 200;
    private static final List<String> PLANTED =
            List.of(
                    "full_name",
                    "mobile",
                    "email",
                    "home_address",
                    "id_card_no",
                    "landline",
                    "plate_no",
                    "bank_card_no",
                    "member_card_no");

    @Override
    public String title() {
        return "Planted values searched in tables, data folder, Redis, logs and export";
    }

    @Override
    public Outcome run(Stage stage) throws IOException {
        var canaries = Seeding.everyone().limit(PEOPLE).flatMap(NothingInClear::planted).toList();
        var found = searched(stage, new Search(canaries));
        var expectations = new Expectations();
        expectations.that(
                found.hits().isEmpty(),
                "nothing found",
                found.hits().size() + " found, first: " + first(found));
        return expectations.outcome(
                "%,d values in 5 encodings, %,d MiB read: 0 found"
                        .formatted(canaries.size(), found.bytes() >> 20));
    }

    private static Findings searched(Stage stage, Search search) throws IOException {
        var installation = stage.installation();
        try (var progress = stage.terminal().progress("searching")) {
            progress.at(0, 3);
            var found = new TableSearch(search).in(installation.everything());
            progress.at(1, 3);
            found = found.and(new RedisSearch(search).in(installation.redis()));
            progress.at(2, 3);
            for (var folder : installation.folders()) {
                found = found.and(new FolderSearch(search).in(folder));
            }
            return found;
        } catch (SQLException e) {
            throw new IOException("the tables cannot be read", e);
        }
    }

    private static Stream<Canary> planted(GeneratedPerson person) {
        return PLANTED.stream()
                .flatMap(field ->
                        person.fields().getOrDefault(field, List.of()).stream()
                                .filter(value ->
                                        value.open().getBytes(StandardCharsets.UTF_8).length
                                                >= Canary.SHORTEST)
                                .map(value ->
                                        new Canary(person.externalId() + " " + field, value)));
    }

    private static String first(Findings found) {
        return found.hits().stream()
                .findFirst()
                .map(hit -> hit.canary() + " in " + hit.place())
                .orElse("");
    }
}
