package io.menshen.catalog;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Binds compiled registries to records; what is unknown or missing fails. */
final class CatalogReader {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .withConfigOverride(Map.class, o -> o.setNullHandling(empty()))
                    .withConfigOverride(Set.class, o -> o.setNullHandling(empty()))
                    .withConfigOverride(List.class, o -> o.setNullHandling(empty()))
                    .build();

    /** What bundles lack that were built before there was such a registry. */
    private static final Set<String> YOUNGER = Set.of("codes", "tags", "calendar");

    private CatalogReader() {}

    static Catalog read(JsonNode registries) {
        for (var name : Catalog.REGISTRIES) {
            if (registries.path(name).isMissingNode() && !YOUNGER.contains(name)) {
                throw new IllegalArgumentException("the registries lack '" + name + "'");
            }
        }
        return Objects.requireNonNull(MAPPER.treeToValue(registries, Catalog.class));
    }

    private static JsonSetter.Value empty() {
        return JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    }
}
