package io.menshen.web;

import io.menshen.kernel.Personal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Takes text into custody as it is read, so that no stage after this one sees it open. */
final class PersonalDeserializer extends StdDeserializer<Personal<String>> {
    PersonalDeserializer() {
        super(Personal.class);
    }

    @Override
    public Personal<String> deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return context.reportInputMismatch(Personal.class, "text is needed");
        }
        return Personal.of(parser.getString());
    }
}
