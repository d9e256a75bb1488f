package io.menshen.notice;

import io.menshen.catalog.Label;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sentences around what the registries say, in one language. They are part of what a person
 * agreed to: whoever changes one changes the hash of every notice.
 */
final class Wording {
    static final Wording ZH = new Wording("words.zh.json", Label::zh);
    static final Wording EN = new Wording("words.en.json", Label::en);

    private final Map<String, String> sentences;
    private final Function<Label, String> language;

    private Wording(String resource, Function<Label, String> language) {
        this.sentences = read(resource);
        this.language = language;
    }

    private static Map<String, String> read(String resource) {
        try (var stream = Wording.class.getResourceAsStream(resource)) {
            var json = JsonMapper.shared().readTree(Objects.requireNonNull(stream, resource));
            return json.properties().stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Map.Entry::getKey, entry -> entry.getValue().stringValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A label in this language. */
    String of(Label label) {
        return language.apply(label);
    }

    /** Whether there is a sentence of that name. */
    boolean knows(String name) {
        return sentences.containsKey(name);
    }

    /** A sentence without places. */
    String say(String name) {
        return Objects.requireNonNull(sentences.get(name), name);
    }

    /** A sentence with a word in its one place. */
    String say(String name, String place, String word) {
        return say(name).replace("{" + place + "}", word);
    }

    /** A sentence with a label in its one place. */
    String say(String name, String place, Label label) {
        return say(name, place, of(label));
    }
}
