package io.menshen.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Purpose;
import io.menshen.console.OwnChoices.Choice;
import io.menshen.console.Pages.Page;
import io.menshen.disclosure.OwnData.Held;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Consent;
import io.menshen.rights.OwnRights;
import io.menshen.rights.Receipt;
import io.menshen.rights.SignedReceipt;
import io.menshen.vault.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The end of an account as the pages tell it: what goes, what stays and why, what was done. */
final class EndLines {
    private static final String SAVED = "data:application/json;base64,";

    private final Catalog catalog;
    private final Language language;

    EndLines(Catalog catalog, Language language) {
        this.catalog = catalog;
        this.language = language;
    }

    /** A page of each kind, with nothing in it. */
    static List<Page> examples() {
        return List.of(
                new Page("close", leaving(List.of(), List.of(), List.of())),
                new Page("erase", leaving(List.of(), List.of(), List.of())),
                new Page("closed", Map.of("at", "")),
                new Page("erased", receipt("", "", "", "", "")));
    }

    Page closing(List<Held> held, List<Choice> said) {
        return new Page("close", leaving(categories(held), consents(said), kept(held)));
    }

    Page erasing(List<Held> held, List<Choice> said) {
        return new Page("erase", leaving(categories(held), consents(said), kept(held)));
    }

    private static Map<String, Object> leaving(
            List<String> categories, List<String> consents, List<Map<String, String>> laws) {
        var stays = OwnRights.kept().stream().map(Receipt.Kept::kind).toList();
        return Map.of("categories", categories, "consents", consents, "laws", laws, "stays", stays);
    }

    private List<String> categories(List<Held> held) {
        return new HeldLines(catalog, language)
                .of(held).stream().map(HeldLines.Category::name).toList();
    }

    private List<String> consents(List<Choice> said) {
        return said.stream()
                .filter(choice -> choice.standing() == Consent.GRANTED)
                .map(choice -> language.of(choice.purpose().label()))
                .toList();
    }

    /** What a law keeps of what is held, each with the law and its last day (7-b). */
    private List<Map<String, String>> kept(List<Held> held) {
        return held.stream().flatMap(this::kept).distinct().toList();
    }

    private Stream<Map<String, String>> kept(Held held) {
        return held.origins().stream().flatMap(origin -> kept(held, origin));
    }

    private Stream<Map<String, String>> kept(Held held, Origin origin) {
        return catalog.purpose(origin.purpose()).map(Purpose::statutory).stream()
                .filter(statutory -> statutory.fields().contains(held.name()))
                .map(statutory ->
                        Map.of(
                                "label", language.of(held.field().label()),
                                "law", language.of(statutory.law()),
                                "until", origin.expires().toString()));
    }

    Page closed(Instant at) {
        return new Page("closed", Map.of("at", time(at)));
    }

    Page erased(SignedReceipt proof) {
        var receipt = proof.receipt();
        var statutory = receipt.statutory();
        return new Page(
                "erased",
                receipt(
                        receipt.id().toString(),
                        time(Instant.parse(receipt.erasedAt())),
                        copies(receipt),
                        statutory == null ? "" : statutory.until(),
                        proof.json()));
    }

    /** The last day on which a backup may hold anything that a law does not keep. */
    private static String copies(Receipt receipt) {
        return receipt.rows().stream()
                .filter(row -> !row.live().equals("frozen"))
                .map(Receipt.Row::until)
                .max(String::compareTo)
                .orElse("");
    }

    private static Map<String, Object> receipt(
            String id, String at, String copies, String law, String json) {
        var saved = SAVED + Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
        return Map.of(
                "id", id, "at", at, "copies", copies, "law", law, "json", json, "saved", saved);
    }

    private static String time(Instant at) {
        var local = at.atZone(BusinessDay.ZONE).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS);
        return local.toString().replace('T', ' ');
    }
}
