package io.menshen.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.menshen.masking.FieldType;
import io.menshen.masking.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Editors are told what the build checks. */
class SchemasTests {
    private static final Path POLICIES = Path.of("..", "policies");
    private static final Vocabulary KNOWN = new Vocabulary(FieldType.words(), Masking.kinds());

    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<String> names() {
        return Schemas.files(KNOWN).keySet().stream().map(f -> f.replace(".schema.json", ""));
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_committed_schema_is_what_the_forms_say_and_fits_its_registry(String name)
            throws IOException {
        var file = POLICIES.resolve("schemas").resolve(name + ".schema.json");
        var committed = Files.readString(file);

        assertThat(committed).isEqualTo(Schemas.files(KNOWN).get(name + ".schema.json"));
        assertThat(faults(committed, yaml(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_registry_tells_editors_its_schema(String name) throws IOException {
        assertThat(Files.readString(POLICIES.resolve("registries").resolve(name + ".yaml")))
                .startsWith(
                        "# yaml-language-server: $schema=../schemas/" + name + ".schema.json\n");
    }

    @Test
    void a_schema_refuses_a_word_that_is_none() throws IOException {
        var schema = Schemas.files(KNOWN).get("deployment.schema.json");

        assertThat(faults(String.valueOf(schema), yaml("deployment").replace("basis", "lax")))
                .hasSize(1);
    }

    private Set<String> faults(String schema, String json) {
        var faults = new TreeSet<String>();
        registry.getSchema(schema)
                .validate(json, InputFormat.JSON)
                .forEach(fault -> faults.add(fault.toString()));
        return faults;
    }

    private static String yaml(String name) throws IOException {
        var text = Files.readString(POLICIES.resolve("registries").resolve(name + ".yaml"));
        return Yaml.read(name, text, new HashMap<>(), new ArrayList<>()).toString();
    }
}
