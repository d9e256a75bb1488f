package io.menshen.masking;

import io.menshen.kernel.Personal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a field may hold (the registry's {@code type}). A value that does not have the form is no
 * value of the field: what an upstream hides inside an allowed field is refused at the door.
 */
public final class FieldType {
    private static final int LONGEST = 10_000;
    private static final Map<String, FieldType> TYPES =
            Map.ofEntries(
                    type("name", Words::name),
                    type("text", Words::text),
                    type("code", Words::code),
                    type("tag", Words::tag),
                    type("gender", Words::gender),
                    type("openid", Words::openid),
                    type("token", Words::token),
                    type("id_card", Codes::idCard),
                    type("passport", Codes::passport),
                    type("bank_card", Codes::bankCard),
                    type("plate", Codes::plate),
                    type("credit_code", Codes::creditCode),
                    type("mobile", Codes::mobile),
                    type("landline", Codes::landline),
                    type("email", Places::email),
                    type("ip", Places::ip),
                    type("url", Places::url),
                    type("address", Places::address),
                    type("province", Places::province),
                    type("date", Quantities::date),
                    type("month_day", Quantities::monthDay),
                    type("number", Quantities::number),
                    type("money", Quantities::money));

    private final String word;
    private final Form form;

    private FieldType(String word, Form form) {
        this.word = word;
        this.form = form;
    }

    /**
     * The type of that word.
     *
     * @throws IllegalArgumentException where there is none; the message lists those there are
     */
    public static FieldType of(String word) {
        var type = TYPES.get(word);
        if (type == null) {
            throw new IllegalArgumentException(
                    "type \"%s\" does not exist; allowed: %s"
                            .formatted(word, String.join(", ", new TreeSet<>(TYPES.keySet()))));
        }
        return type;
    }

    /** The words of the types there are. */
    public static Set<String> words() {
        return TYPES.keySet();
    }

    /** Whether the value has the form of this type, in any of its spellings. */
    public boolean accepts(Personal<String> value) {
        return normalise(value).isPresent();
    }

    /** Whether the value, in any of its spellings, is one of these words. */
    public boolean isOneOf(Set<String> words, Personal<String> value) {
        return normalise(value).map(Personal::open).filter(words::contains).isPresent();
    }

    /**
     * The one spelling of a value, for look-ups and matching: half-width, without spaces and
     * country code where the type has none, an identity card of 15 digits as one of 18. Normalising
     * twice changes nothing.
     *
     * @return empty where the value does not have the form of this type
     */
    public Optional<Personal<String>> normalise(Personal<String> value) {
        var text = value.open();
        return text.length() > LONGEST ? Optional.empty() : form.normal(text).map(Personal::of);
    }

    /** The word of the registry. */
    @Override
    public String toString() {
        return word;
    }

    private static Map.Entry<String, FieldType> type(String word, Form form) {
        return Map.entry(word, new FieldType(word, form));
    }

    /** The form of a type: the one spelling of a text, or empty where it does not fit. */
    @FunctionalInterface
    interface Form {
        Optional<String> normal(String text);
    }
}
