package io.menshen.web;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What the description promises of a call, held against what is sent and answered. */
public final class Described {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Described ALL = new Described();

    private final JsonNode document = read();
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    private Described() {}

    private static JsonNode read() {
        try {
            var yaml =
                    new ClassPathResource("io/menshen/web/openapi.yaml")
                            .getContentAsString(StandardCharsets.UTF_8);
            return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole description. */
    static JsonNode document() {
        return ALL.document;
    }

    /**
     * Where an answer differs from its description; a call that is not described at all is a
     * difference too.
     *
     * @param path with or without a query
     */
    public static List<String> differences(String method, String path, int status, String body) {
        var route = path.replaceFirst("\\?.*", "");
        var call = ALL.path(route).path(method);
        if (call.isMissingNode()) {
            return status == 404 ? List.of() : List.of(method + " " + route + " is not described");
        }
        var answer = ALL.resolved(call.path("responses").path(Integer.toString(status)));
        var content =
                answer.path("content")
                        .path(status < 300 ? "application/json" : "application/problem+json");
        return content.isMissingNode()
                ? List.of(method + " " + route + " answers " + status + ", which is not described")
                : ALL.faults(content.path("schema"), body);
    }

    /** The route itself, or the one whose variables it fills. */
    private JsonNode path(String route) {
        var paths = document.path("paths");
        return paths.has(route)
                ? paths.path(route)
                : paths.properties().stream()
                        .filter(one -> one.getKey().contains("{"))
                        .filter(one ->
                                route.matches(one.getKey().replaceAll("\\{[a-z]+}", "[^/]+")))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(MissingNode.getInstance());
    }

    /** Where a text differs from one of the document's schemas. */
    static List<String> faults(JsonNode schema, JsonNode value) {
        return ALL.faults(schema, value.toString());
    }

    private List<String> faults(JsonNode schema, String body) {
        return known
                .computeIfAbsent(schema.toString(), _ -> compiled(schema))
                .validate(body, InputFormat.JSON)
                .stream()
                .map(fault -> fault.toString())
                .toList();
    }

    /** References lead to the document's components, so these go along. */
    private Schema compiled(JsonNode schema) {
        var whole = JSON.createObjectNode().set("components", document.path("components"));
        schema.properties().forEach(member -> whole.set(member.getKey(), member.getValue()));
        return registry.getSchema(whole.toString());
    }

    private JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
