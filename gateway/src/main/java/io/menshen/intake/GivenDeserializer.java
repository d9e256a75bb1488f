package io.menshen.intake;

import io.menshen.kernel.Personal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Text, a number, or a list of them, taken into custody as it is read. */
final class GivenDeserializer extends StdDeserializer<Given> {
    GivenDeserializer() {
        super(Given.class);
    }

    @Override
    public Given deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return Given.of(one(parser, context));
        }
        List<Personal<String>> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(one(parser, context));
        }
        return new Given(values);
    }

    private static Personal<String> one(JsonParser parser, DeserializationContext context) {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    Personal.of(parser.getString());
            default ->
                    context.reportInputMismatch(Given.class, "text or a list of texts is needed");
        };
    }
}
