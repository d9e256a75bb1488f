package io.menshen.masking;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers of documents, telephones, cards and cars. */
final class Numbers {
    private static final int LENGTH_FOR_BIN = 16;
    private static final Pattern ID_CARD = Pattern.compile("\\d{15}|\\d{17}[\\dXx]");
    static final Pattern PASSPORT = Pattern.compile("E\\d{8}|E[A-Z]\\d{7}|G\\d{8}");
    static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern CHINA = Pattern.compile("^(?:\\+?86)(?=1)");
    static final Pattern LANDLINE = Pattern.compile("(0(?:10|2\\d|[3-9]\\d{2}))[- ]?(\\d{7,8})");
    static final Pattern BANK_CARD = Pattern.compile("\\d{13,19}");
    static final Pattern PLATE =
            Pattern.compile(
                    "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z]"
                            + "(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳使领]"
                            // New energy, GA 36: small cars begin with a letter, large ones end
                            // with one.
                            + "|[A-HJ-NP-Z][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJ-NP-Z])");
    static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");

    private Numbers() {}

    /** First and last only: 6 + 4 would hide exactly the birth date, which may stand beside it. */
    static Optional<String> idCard(String number, Map<String, String> parameters) {
        return hidden(ID_CARD, number, 1, 1);
    }

    static Optional<String> passport(String number, Map<String, String> parameters) {
        return hidden(PASSPORT, number, 1, 2);
    }

    static Optional<String> mobile(String number, Map<String, String> parameters) {
        var spaceless = number.replace(" ", "").replace("-", "");
        var bare = CHINA.matcher(spaceless).replaceFirst("");
        return "last2".equals(parameters.get("show"))
                ? hidden(MOBILE, bare, 0, 2)
                : hidden(MOBILE, bare, 3, 4);
    }

    static Optional<String> landline(String number, Map<String, String> parameters) {
        var parts = LANDLINE.matcher(number);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var local = parts.group(2);
        return Optional.of(
                parts.group(1) + "-" + Text.stars(local.length() - 2) + Text.last(local, 2));
    }

    /**
     * Last four; with {@code show: bin} the first six as well, which is the most that PCI DSS lets
     * stand. A card of fewer than 16 digits would have too few left to hide, so it shows no BIN.
     */
    static Optional<String> bankCard(String number, Map<String, String> parameters) {
        var bare = number.replace(" ", "");
        var bin = "bin".equals(parameters.get("show")) && bare.length() >= LENGTH_FOR_BIN;
        return hidden(BANK_CARD, bare, bin ? 6 : 0, 4);
    }

    static Optional<String> plate(String number, Map<String, String> parameters) {
        if (!PLATE.matcher(number).matches()) {
            return Optional.empty();
        }
        // Always four stars: the length would tell a new-energy car.
        return Optional.of(Text.first(number, 2) + Text.stars(4) + Text.last(number, 1));
    }

    static Optional<String> creditCode(String code, Map<String, String> parameters) {
        return hidden(CREDIT_CODE, code, 8, 2);
    }

    private static Optional<String> hidden(Pattern shape, String value, int first, int last) {
        if (!shape.matcher(value).matches()) {
            return Optional.empty();
        }
        var stars = Text.stars(value.length() - first - last);
        return Optional.of(Text.first(value, first) + stars + Text.last(value, last));
    }
}
