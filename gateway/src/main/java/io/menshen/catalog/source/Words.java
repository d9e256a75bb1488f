package io.menshen.catalog.source;

import io.menshen.catalog.source.Form.Day;
import io.menshen.catalog.source.Form.Flag;
import io.menshen.catalog.source.Form.Text;
import io.menshen.catalog.source.Form.Whole;
import io.menshen.catalog.source.Form.Word;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Treatment;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Forms that several registries share. */
final class Words {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final JsonNode NO = JSON.booleanNode(false);
    static final JsonNode YES = JSON.booleanNode(true);
    static final JsonNode NOTHING = JSON.arrayNode();

    static final Form TEXT = new Text();
    static final Form FLAG = new Flag();
    static final Form COUNT = new Whole(1);
    static final Form TREATMENT = of(Treatment.values(), Treatment::word);
    static final Form OPERATION = of(Operation.values(), Operation::word);
    static final Form LABEL =
            new Keys().must("zh", TEXT, "in Chinese").must("en", TEXT, "in English").entry();
    static final Form MLPS =
            new Keys()
                    .must("level", COUNT, "level of the multi-level protection scheme, 2 or above")
                    .must("expires", new Day(), "its last day")
                    .entry();
    static final Form AGREEMENT =
            new Keys()
                    .must("id", TEXT, "number of the confidentiality agreement")
                    .must("expires", new Day(), "its last day")
                    .entry();

    private Words() {}

    /** One of some words, written with spaces between them. */
    static Form oneOf(String spaced) {
        return new Word(Set.of(spaced.split(" ")));
    }

    /** A word as a default. */
    static JsonNode word(String word) {
        return JSON.stringNode(word);
    }

    /** Every entry names what it is called and who answers for it (T/CCAGM 002 5.2). */
    static Keys owned() {
        return new Keys()
                .must("label", LABEL, "what people call it")
                .must("owner", TEXT, "the role that answers for it");
    }

    private static <T> Form of(T[] values, Function<T, String> word) {
        return new Word(Arrays.stream(values).map(word).collect(Collectors.toUnmodifiableSet()));
    }
}
