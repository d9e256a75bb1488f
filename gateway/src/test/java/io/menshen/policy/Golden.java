package io.menshen.policy;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The golden cases: every engine must decide them as they are committed. */
final class Golden {
    private Golden() {}

    static Stream<Map.Entry<String, JsonNode>> cases() throws IOException {
        return JsonMapper.shared()
                .readTree(SampleBundle.resource("golden/committed.json"))
                .path("committed")
                .properties()
                .stream();
    }

    /**
     * The answer as the golden file keeps it: without the revision and the fields that lie outside
     * the purpose.
     */
    static JsonNode told(JsonNode answer) {
        var told = (ObjectNode) answer.deepCopy();
        told.remove("revision");
        var withheld = (ObjectNode) told.path("withheld");
        var outside =
                withheld.properties().stream()
                        .filter(entry ->
                                entry.getValue().stringValue().equals("field_outside_purpose"))
                        .map(Map.Entry::getKey)
                        .toList();
        withheld.remove(outside);
        return told;
    }
}
