package io.menshen.standalone.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The blocks of a document that have a name, with other places and ports than it names. */
final class Document {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- ([a-z ]+) -->\\n```\\w+\\n(.*?)\\n```", Pattern.DOTALL);

    private final Map<String, String> blocks = new HashMap<>();
    private final Map<String, String> instead;

    Document(Path file, Map<String, String> instead) throws IOException {
        this.instead = instead;
        BLOCK.matcher(Files.readString(file))
                .results()
                .forEach(found -> blocks.put(found.group(1), found.group(2)));
    }

    String block(String name) {
        var text = blocks.get(name);
        if (text == null) {
            throw new IllegalArgumentException("the document has no block " + name);
        }
        return placed(text);
    }

    /**
     * A text with these places and ports, all at once: one that was put in is not replaced again.
     */
    String placed(String text) {
        var names = instead.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(names)
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                instead.getOrDefault(found.group(), found.group())));
    }

    int size() {
        return blocks.size();
    }
}
