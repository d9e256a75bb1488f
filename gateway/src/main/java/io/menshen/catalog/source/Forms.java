package io.menshen.catalog.source;

import io.menshen.catalog.source.Form.Day;
import io.menshen.catalog.source.Form.Flag;
import io.menshen.catalog.source.Form.Kinded;
import io.menshen.catalog.source.Form.Mapping;
import io.menshen.catalog.source.Form.Named;
import io.menshen.catalog.source.Form.Several;
import io.menshen.catalog.source.Form.Text;
import io.menshen.catalog.source.Form.Whole;
import io.menshen.catalog.source.Form.Word;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Treatment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The forms of the registries, one per file. */
final class Forms {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Form TEXT = new Text();
    private static final JsonNode NO = JSON.booleanNode(false);
    private static final JsonNode YES = JSON.booleanNode(true);

    private static final Form LABEL = new Keys().must("zh", TEXT).must("en", TEXT).entry();
    private static final Form MLPS =
            new Keys().must("level", new Whole(1)).must("expires", new Day()).entry();
    private static final Form AGREEMENT =
            new Keys().must("id", TEXT).must("expires", new Day()).entry();
    private static final Form TREATMENT =
            new Word(
                    Arrays.stream(Treatment.values())
                            .map(Treatment::word)
                            .collect(Collectors.toUnmodifiableSet()));
    private static final Form OPERATION =
            new Word(
                    Arrays.stream(Operation.values())
                            .map(Operation::word)
                            .collect(Collectors.toUnmodifiableSet()));

    /** The whole of the registries: a key per file, besides the revision. */
    static final Mapping ALL =
            new Keys()
                    .must("revision", new Whole(1))
                    .must("fields", new Named(field()))
                    .must("purposes", new Named(purpose()))
                    .must("consumers", new Named(consumer()))
                    .must("staff", staff())
                    .must("deployment", deployment())
                    .must("floor", floor())
                    .entry();

    private Forms() {}

    private static Mapping field() {
        return new Keys()
                .must("label", LABEL)
                .must("owner", TEXT)
                .must("category", category())
                .must("sensitivity", words("G S P"))
                .may("kind", kind())
                .must("store", words("identity sensitive profile none"))
                .may("class", words("service statutory"), word("service"))
                .must("treatment", TREATMENT)
                .may("mask", new Kinded())
                .may("generalize", new Kinded())
                .must("type", TEXT)
                .may("value", words("text number date"), word("text"))
                .may("lookup", new Flag(), NO)
                .may("unique", words("none global consumer"), word("none"))
                .may("recognition", new Flag(), NO)
                .may("never_stored", new Flag(), NO)
                .entry();
    }

    private static Form category() {
        var words = new HashSet<>(Set.of("EXT"));
        for (int i = 1; i <= 18; i++) {
            words.add((i < 10 ? "C0" : "C") + i);
        }
        return new Word(Set.copyOf(words));
    }

    private static Form kind() {
        return words(
                "identity_document address communication account property credit whereabouts lodging"
                        + " health biometrics image location vehicle guardian");
    }

    private static Mapping purpose() {
        return new Keys()
                .must("label", LABEL)
                .must("owner", TEXT)
                .must("basis", basis())
                .may("parent", TEXT)
                .may("consent_of", TEXT)
                .must("version", new Whole(1))
                .must("manner", new Several(manner()))
                .must("token_scope", TEXT)
                .must("operations", new Several(OPERATION))
                .may("compatible_with", new Named(TEXT), JSON.objectNode())
                .may("enabled", new Flag(), YES)
                .must("assessment", TEXT)
                .must("retention_days", new Whole(1))
                .may("visible_to_person", new Flag(), YES)
                .may("roles", new Several(TEXT), JSON.arrayNode())
                .may("marketing", new Flag(), NO)
                .may("frozen", new Flag(), NO)
                .may("recognition_deviation", new Flag(), NO)
                .must("fields", new Named(planned()))
                .entry();
    }

    private static Form basis() {
        return words(
                "consent separate_consent contract legal_duty public_safety aggregate guardian_consent parent");
    }

    private static Form manner() {
        return words("read message profiling automated_decision provision sale");
    }

    private static Mapping planned() {
        return new Keys()
                .must("treatment", TREATMENT)
                .may("by", TEXT)
                .may("why", LABEL)
                .may("necessity", LABEL)
                .may("effect", LABEL)
                .may("separate_consent", new Flag(), NO)
                .entry();
    }

    private static Mapping consumer() {
        return new Keys()
                .must("label", LABEL)
                .must("owner", TEXT)
                .must("kind", words("internal vendor third_party deidentified"))
                .may("issuer", TEXT, word("primary"))
                .must("client_id", TEXT)
                .may("audience", TEXT)
                .may("staff", words("none required"), word("none"))
                .must("purposes", new Several(TEXT))
                .may("resolve_by", new Named(new Several(TEXT)), JSON.objectNode())
                .may("match", new Named(new Several(TEXT)), JSON.objectNode())
                .may("mlps", MLPS)
                .may("agreement", AGREEMENT)
                .must("caps", caps())
                .entry();
    }

    private static Mapping caps() {
        return new Keys()
                .must("per_minute", new Whole(1))
                .must("per_day", new Whole(1))
                .may("staff_per_minute", new Whole(1))
                .entry();
    }

    private static Mapping staff() {
        var role = new Keys().must("label", LABEL).must("owner", TEXT);
        var person = new Keys().must("role", TEXT).may("agreement", AGREEMENT);
        role.may("fields", new Several(TEXT), JSON.arrayNode());
        return new Keys()
                .must("roles", new Named(role.entry()))
                .must("people", new Named(person.entry()))
                .entry();
    }

    private static Mapping deployment() {
        return new Keys()
                .must("name", TEXT)
                .must("owner", TEXT)
                .may("mlps", MLPS)
                .may("consent", words("basis strict"), word("basis"))
                .may("sensitivity", words("strict named"), word("strict"))
                .entry();
    }

    private static Mapping floor() {
        return new Keys()
                .must("never_disclosed", new Several(TEXT))
                .must("forbidden_manners", new Several(manner()))
                .entry();
    }

    private static Form words(String spaced) {
        return new Word(Set.of(spaced.split(" ")));
    }

    private static JsonNode word(String word) {
        return JSON.stringNode(word);
    }
}
