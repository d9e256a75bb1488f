package io.menshen.masking;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Forms of numbers that an authority or a network hands out, with their check digits. */
final class Codes {
    private static final Pattern OLD_ID_CARD = Pattern.compile("\\d{15}");
    private static final Pattern ID_CARD = Pattern.compile("[1-9]\\d{16}[\\dX]");
    // GB 11643: weights and check characters of the identity number.
    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String ID_CHECKS = "10X98765432";
    // GB 32100: alphabet without I O S V Z, and weights.
    private static final String CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] CREDIT_WEIGHTS = {
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
    };
    private static final Pattern BIRTH_CENTURY = Pattern.compile("(?:19|20)\\d{6}");

    private Codes() {}

    /** A card of 15 digits becomes the one of 18 that replaced it: both name the same person. */
    static Optional<String> idCard(String text) {
        var bare = compact(text);
        var card = bare;
        if (OLD_ID_CARD.matcher(bare).matches()) {
            var body = bare.substring(0, 6) + "19" + bare.substring(6);
            card = body + idCheck(body);
        }
        var valid =
                ID_CARD.matcher(card).matches()
                        && isDate(card.substring(6, 14))
                        && card.charAt(17) == idCheck(card);
        return valid ? Optional.of(card) : Optional.empty();
    }

    private static char idCheck(String card) {
        var sum = 0;
        for (var i = 0; i < ID_WEIGHTS.length; i++) {
            sum += (card.charAt(i) - '0') * ID_WEIGHTS[i];
        }
        return ID_CHECKS.charAt(sum % ID_CHECKS.length());
    }

    private static boolean isDate(String digits) {
        try {
            LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
            return BIRTH_CENTURY.matcher(digits).matches();
        } catch (DateTimeException e) {
            return false;
        }
    }

    static Optional<String> creditCode(String text) {
        var code = compact(text);
        if (!Numbers.CREDIT_CODE.matcher(code).matches()) {
            return Optional.empty();
        }
        var sum = 0;
        for (var i = 0; i < CREDIT_WEIGHTS.length; i++) {
            sum += CREDIT.indexOf(code.charAt(i)) * CREDIT_WEIGHTS[i];
        }
        var check = CREDIT.charAt((CREDIT.length() - sum % CREDIT.length()) % CREDIT.length());
        return code.charAt(17) == check ? Optional.of(code) : Optional.empty();
    }

    /** ISO/IEC 7812: 13 to 19 digits, the last by Luhn. */
    static Optional<String> bankCard(String text) {
        return matching(Numbers.BANK_CARD, compact(text)).filter(Codes::satisfiesLuhn);
    }

    private static boolean satisfiesLuhn(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    static Optional<String> plate(String text) {
        return matching(Numbers.PLATE, compact(text).replace("·", ""));
    }

    static Optional<String> passport(String text) {
        return matching(Numbers.PASSPORT, compact(text));
    }

    static Optional<String> mobile(String text) {
        var bare = compact(text).replaceFirst("^(?:\\+|00)?86(?=1)", "");
        return matching(Numbers.MOBILE, bare);
    }

    /** Area code with its zero, then the number: digits only. */
    static Optional<String> landline(String text) {
        var bare = compact(text).replaceAll("[()]", "").replaceFirst("^(?:\\+|00)86(?:0)?", "0");
        return matching(Numbers.LANDLINE, bare);
    }

    private static Optional<String> matching(Pattern form, String text) {
        return form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** Half-width capitals without spaces and hyphens. */
    private static String compact(String text) {
        return Text.halfWidth(text).replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
    }
}
