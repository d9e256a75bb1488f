package io.menshen.standalone.people;

/** Numbers completed by their check digit. */
final class CheckDigits {
    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String ID_CHECKS = "10X98765432";

    private CheckDigits() {}

    /** An identity number from its first 17 digits (GB 11643). */
    static String idCard(String body) {
        var sum = 0;
        for (var i = 0; i < ID_WEIGHTS.length; i++) {
            sum += Character.digit(body.charAt(i), 10) * ID_WEIGHTS[i];
        }
        return body + ID_CHECKS.charAt(sum % ID_CHECKS.length());
    }

    /** A card number from all its digits but the last (ISO/IEC 7812-1, Luhn). */
    static String bankCard(String body) {
        var sum = 0;
        for (var i = 0; i < body.length(); i++) {
            var digit = Character.digit(body.charAt(body.length() - 1 - i), 10);
            var weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return body + (10 - sum % 10) % 10;
    }
}
