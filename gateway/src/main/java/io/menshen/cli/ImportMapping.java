package io.menshen.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the columns of a CSV mean, from a file of JSON; the gateway checks all of it. */
record ImportMapping(JsonNode node) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** As much as fits beside the other headers of a request. */
    private static final int LONGEST = 6_000;

    private static final List<String> COLUMNS_OF_CONSENTS = List.of("column", "at_column");

    /**
     * The mapping in a file.
     *
     * @throws CannotException where it is none
     */
    static ImportMapping of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CannotException(file + " does not exist; --mapping names a file");
        }
        try {
            var mapping = new ImportMapping(JSON.readTree(Files.readAllBytes(file)));
            if (!mapping.node.path("columns").isObject()) {
                throw new CannotException(
                        file + " has no object \"columns\"; docs/import.md has one");
            }
            if (mapping.header().length() > LONGEST) {
                throw new CannotException(
                        file + " is too long; a mapping has at most about 4,500 bytes");
            }
            return mapping;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new CannotException(
                    "%s is no JSON (line %d)".formatted(file, at == null ? 0 : at.getLineNr()));
        }
    }

    /** Without what JSON does not need. */
    byte[] json() {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** As it is sent along. */
    String header() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json());
    }

    /** The column that fills a field, by the field. */
    Map<String, String> byField() {
        var columns = new LinkedHashMap<String, String>();
        node.path("columns")
                .properties()
                .forEach(one -> columns.put(one.getValue().asString(""), one.getKey()));
        return columns;
    }

    /**
     * Completes where the first row of a file has each column that this names, and no other.
     *
     * @throws CannotException which names the columns that are missing as the mapping does, and
     *     those that nobody knows by their place
     */
    void requireIn(String head) {
        var names = names(head);
        var missing = new TreeSet<>(named());
        missing.removeAll(names);
        if (!missing.isEmpty()) {
            throw new CannotException(
                    "the first row has no column "
                            + String.join(", ", missing)
                            + " of the mapping");
        }
        var known = named();
        node.path("ignored").valueStream().forEach(one -> known.add(one.asString("")));
        for (var i = 0; i < names.size(); i++) {
            if (!known.contains(names.get(i))) {
                throw new CannotException(
                        "column %d of the first row is neither in \"columns\" nor in \"ignored\" of the mapping"
                                .formatted(i + 1));
            }
        }
    }

    private Set<String> named() {
        var named = new TreeSet<>(node.path("columns").propertyNames());
        named.addAll(node.path("subject").propertyNames());
        for (var consent : node.path("consents")) {
            COLUMNS_OF_CONSENTS.stream()
                    .filter(consent::has)
                    .forEach(one -> named.add(consent.path(one).asString("")));
        }
        return named;
    }

    private static List<String> names(String head) {
        try {
            var rows = CsvReader.builder().ofCsvRecord(head).iterator();
            var names = rows.hasNext() ? rows.next().getFields() : List.<String>of();
            if (rows.hasNext()) {
                throw new CannotException(
                        "the first row ends with a carriage return alone; save the file with line feeds at the ends of rows");
            }
            return names;
        } catch (CsvParseException _) {
            throw new CannotException("the first row is no CSV: a quote in it is not closed");
        }
    }
}
