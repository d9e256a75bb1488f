package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who copies an example from the description gets what the description says. */
class DescribedExamplesTests {
    private static void collect(JsonNode node, List<JsonNode> found) {
        if (node.has("example") && node.has("schema")) {
            found.add(node);
        }
        node.forEach(child -> collect(child, found));
    }

    @Test
    void every_example_fits_its_schema() {
        var examples = new ArrayList<JsonNode>();
        collect(Described.document(), examples);

        assertThat(examples).hasSizeGreaterThan(20);
        assertThat(examples)
                .allSatisfy(one -> {
                    // Of NDJSON the example is text: a document per line.
                    if (!one.path("example").isString()) {
                        assertThat(Described.faults(one.path("schema"), one.path("example")))
                                .as(one.path("example").toString())
                                .isEmpty();
                    }
                });
    }

    @Test
    void an_example_that_does_not_fit_is_found() {
        var schema = Described.document().at("/components/schemas/AuditSearch");
        var example = Described.document().at("/components/schemas/Problem");

        assertThat(Described.faults(schema, example)).isNotEmpty();
    }
}
