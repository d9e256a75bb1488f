package io.menshen.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Takes a date in one form only, and within years that every store and every sum of dates can hold.
 */
final class DateDeserializer extends StdDeserializer<LocalDate> {
    /** What a fault says of a date. */
    static final String NEEDED = "a date as text, YYYY-MM-DD, in the years 1900 to 2200";

    private static final Pattern FORM = Pattern.compile("(?:19|20|21)[0-9]{2}-.{5}|2200-.{5}");

    DateDeserializer() {
        super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() == JsonToken.VALUE_STRING
                && FORM.matcher(parser.getString()).matches()) {
            try {
                return LocalDate.parse(parser.getString());
            } catch (DateTimeException _) {
                return refused(context);
            }
        }
        return refused(context);
    }

    private static LocalDate refused(DeserializationContext context) {
        return context.reportInputMismatch(LocalDate.class, NEEDED);
    }
}
