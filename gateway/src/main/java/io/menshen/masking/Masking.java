package io.menshen.masking;

import io.menshen.kernel.Personal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shows a value hidden in part or made coarser. A value whose shape the mask does not expect is not
 * shown at all: an empty answer means “withhold”, and the input itself is never an answer.
 */
public final class Masking {
    private static final Map<String, Mask> MASKS =
            Map.ofEntries(
                    Map.entry("name", Names::mask),
                    Map.entry("nickname", Names::maskNickname),
                    Map.entry("salutation", Names::salutation),
                    Map.entry("id_card", Numbers::idCard),
                    Map.entry("passport", Numbers::passport),
                    Map.entry("mobile", Numbers::mobile),
                    Map.entry("landline", Numbers::landline),
                    Map.entry("bank_card", Numbers::bankCard),
                    Map.entry("plate", Numbers::plate),
                    Map.entry("credit_code", Numbers::creditCode),
                    Map.entry("email", Addresses::email),
                    Map.entry("ip", Addresses::ip),
                    Map.entry("address", Addresses::region),
                    Map.entry("region", Addresses::region),
                    Map.entry("text_hidden", Text::hidden),
                    Map.entry("band", Quantities::band),
                    Map.entry("year_band", Dates::yearBand),
                    Map.entry("month_day", Dates::monthDay));

    private Masking() {}

    /** The kinds of masks and generalisations there are. */
    public static Set<String> kinds() {
        return MASKS.keySet();
    }

    /** Whether there is a mask or generalisation of that kind. */
    public static boolean knows(String kind) {
        return MASKS.containsKey(kind);
    }

    /**
     * The value as that kind shows it.
     *
     * @param kind a kind that {@link #knows} knows
     * @param parameters of the kind, such as {@code show: last2}, {@code show: bin}, {@code gender:
     *     female} or {@code bounds: 100,500}; unknown ones are ignored
     * @return empty where the value does not have the expected shape, the kind is unknown, or
     *     nothing would be hidden
     */
    public static Optional<Personal<String>> show(
            String kind, Map<String, String> parameters, Personal<String> value) {
        var mask = MASKS.get(kind);
        if (mask == null) {
            return Optional.empty();
        }
        var input = value.open();
        var text = Text.halfWidth(input.strip());
        return mask.show(text, parameters)
                .filter(shown -> !shown.equals(text) && !shown.equals(input))
                .map(Personal::of);
    }

    /**
     * The value as a kind shows it most strictly: of a mobile number the last two digits, of
     * anything else that it is there.
     */
    public static Optional<Personal<String>> showStrictly(String kind, Personal<String> value) {
        return kind.equals("mobile")
                ? show(kind, Map.of("show", "last2"), value)
                : show("text_hidden", Map.of(), value);
    }

    /** One way to show a value. */
    @FunctionalInterface
    interface Mask {
        Optional<String> show(String value, Map<String, String> parameters);
    }
}
