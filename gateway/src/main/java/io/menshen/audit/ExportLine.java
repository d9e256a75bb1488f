package io.menshen.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of an export: exactly one of the four. A line has one spelling only, so that no byte of an
 * export can change unnoticed.
 */
record ExportLine(
        @Nullable Opening opening,
        @Nullable Checkpoint checkpoint,
        @Nullable Entry entry,
        @Nullable ExportHead head) {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .changeDefaultPropertyInclusion(
                            all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    static ExportLine of(Opening opening) {
        return new ExportLine(opening, null, null, null);
    }

    static ExportLine of(Checkpoint checkpoint) {
        return new ExportLine(null, checkpoint, null, null);
    }

    static ExportLine of(Entry entry) {
        return new ExportLine(null, null, entry, null);
    }

    static ExportLine of(ExportHead head) {
        return new ExportLine(null, null, null, head);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException where the line is not spelled as an export spells it
     */
    static ExportLine parse(String json) {
        try {
            var line = JSON.readValue(json, ExportLine.class);
            if (line != null && line.json().equals(json)) {
                return line;
            }
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("is no line of an export", e);
        }
        throw new IllegalArgumentException("is not spelled as an export spells it");
    }
}
