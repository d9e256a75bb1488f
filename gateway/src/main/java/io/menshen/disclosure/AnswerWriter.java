package io.menshen.disclosure;

import io.menshen.kernel.Personal;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes an answer as JSON, straight from custody to the bytes that leave. */
final class AnswerWriter {
    private static final int USUAL_SIZE = 1_024;
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private AnswerWriter() {}

    /** One line, without its end. */
    static byte[] write(Disclosure answer) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("id", answer.id());
            json.writeStringProperty("subject", answer.subject());
            json.writeStringProperty("purpose", answer.purpose());
            fields(json, answer.fields());
            words(json, "withheld", answer.withheld());
            json.writeObjectPropertyStart("matches");
            answer.matches().forEach(json::writeBooleanProperty);
            json.writeEndObject();
            labels(json, answer.fields());
            json.writeNumberProperty("policy_revision", answer.policyRevision());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** The answer to an exchange: one line, without its end. */
    static byte[] write(Exchanged answer) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("id", answer.id());
            json.writeStringProperty("subject", answer.subject());
            words(json, "tokens", answer.tokens());
            words(json, "withheld", answer.withheld());
            json.writeNumberProperty("policy_revision", answer.policyRevision());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void fields(JsonGenerator json, List<Shown> fields) {
        json.writeObjectPropertyStart("fields");
        for (var shown : fields) {
            json.writeName(shown.name());
            values(json, shown);
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("treatments");
        fields.forEach(shown -> json.writeStringProperty(shown.name(), shown.treatment().word()));
        json.writeEndObject();
    }

    /** A field with several values is a list. */
    private static void values(JsonGenerator json, Shown shown) {
        if (shown.values().size() == 1) {
            value(json, shown, shown.values().getFirst());
            return;
        }
        json.writeStartArray();
        shown.values().forEach(value -> value(json, shown, value));
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, Shown shown, Personal<String> value) {
        if (shown.numeric()) {
            json.writeNumber(Opened.text(value));
        } else {
            json.writeString(Opened.text(value));
        }
    }

    private static void labels(JsonGenerator json, List<Shown> fields) {
        json.writeObjectPropertyStart("label");
        fields.forEach(shown ->
                json.writeStringProperty(
                        shown.name(), shown.identified() ? "identified" : "deidentified"));
        json.writeEndObject();
    }

    private static void words(JsonGenerator json, String name, Map<String, String> words) {
        json.writeObjectPropertyStart(name);
        words.forEach(json::writeStringProperty);
        json.writeEndObject();
    }
}
