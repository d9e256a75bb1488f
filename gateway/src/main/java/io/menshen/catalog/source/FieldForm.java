package io.menshen.catalog.source;

import static io.menshen.catalog.source.Words.FLAG;
import static io.menshen.catalog.source.Words.NO;
import static io.menshen.catalog.source.Words.TREATMENT;
import static io.menshen.catalog.source.Words.oneOf;
import static io.menshen.catalog.source.Words.word;

import io.menshen.catalog.source.Form.Kinded;
import io.menshen.catalog.source.Form.Mapping;
import io.menshen.catalog.source.Form.Named;
import io.menshen.catalog.source.Form.Word;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** The form of a field of the catalogue. */
final class FieldForm {
    private static final String KINDS =
            "identity_document address communication account property credit whereabouts lodging"
                    + " health biometrics image location vehicle guardian";

    private FieldForm() {}

    static Mapping of(Vocabulary known) {
        var shape = new Kinded(known.masks());
        return Words.owned()
                .must("category", category(), "C01 to C18 of T/CCAGM 002 3.1, or EXT")
                .must(
                        "sensitivity",
                        oneOf("G S P"),
                        "G general, S sensitive, P treated as sensitive")
                .may("kind", oneOf(KINDS), "what a separate consent names; at S and P only")
                .must("store", oneOf("identity sensitive profile none"), "where it is kept")
                .may(
                        "class",
                        oneOf("service statutory"),
                        word("service"),
                        "which data key seals it")
                .must("treatment", TREATMENT, "how it is shown unless a purpose says otherwise")
                .may("mask", shape, "how mask and mask_strict show it")
                .may("generalize", shape, "how generalize shows it")
                .must("type", new Word(known.types()), "what its values look like")
                .may(
                        "value",
                        oneOf("text number date"),
                        word("text"),
                        "its column in store profile")
                .may("lookup", FLAG, NO, "whether a person can be found by it")
                .may(
                        "unique",
                        oneOf("none global consumer"),
                        word("none"),
                        "within what it names one person")
                .may("recognition", FLAG, NO, "whether it recognises a person (6.2)")
                .may("never_stored", FLAG, NO, "refused at the door")
                .may("several", FLAG, NO, "whether a person may have more than one value")
                .may("birth", FLAG, NO, "whether it is the day of birth, which gives the age band")
                .may(
                        "derives",
                        new Named(new Word(known.masks())),
                        JsonNodeFactory.instance.objectNode(),
                        "fields of store profile that are made of it, each by a kind")
                .entry();
    }

    private static Form category() {
        var words = new HashSet<>(Set.of("EXT"));
        for (int i = 1; i <= 18; i++) {
            words.add((i < 10 ? "C0" : "C") + i);
        }
        return new Word(Set.copyOf(words));
    }
}
