package io.menshen.tokens;

import io.menshen.kernel.Personal;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Random tokens in the form of what they stand for. None can be taken for the real thing: no phone
 * answers, no network routes, and {@link #isToken} knows each by its form alone.
 */
public enum FormatToken {
    /** Eleven digits under 154, which is assigned to no operator: 10^8 of them. */
    MOBILE(Pattern.compile("154\\d{8}")) {
        @Override
        String draw(RandomGenerator random) {
            return "154%08d".formatted(random.nextInt(100_000_000));
        }
    },

    /**
     * Sixteen digits that begin with 00, which no card network issues (ISO/IEC 7812 gives 0 to
     * other industries), and fail Luhn. Nothing of the card is kept, not even its BIN.
     */
    CARD(Pattern.compile("00\\d{14}")) {
        @Override
        String draw(RandomGenerator random) {
            var body = "00%013d".formatted(random.nextLong(10_000_000_000_000L));
            var wrong = (luhn(body + "0") + 1 + random.nextInt(9)) % 10;
            return body + wrong;
        }

        @Override
        boolean is(String text) {
            return super.is(text) && luhn(text.substring(0, 15) + "0") != text.charAt(15) - '0';
        }
    },

    /** {@code ft1_} and 22 characters of base64url; for all that has no form which is safe. */
    OPAQUE(Pattern.compile("ft1_[A-Za-z0-9_-]{22}")) {
        @Override
        String draw(RandomGenerator random) {
            var bytes = new byte[16];
            random.nextBytes(bytes);
            return "ft1_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    };

    private final Pattern form;

    FormatToken(Pattern form) {
        this.form = form;
    }

    /**
     * The form for values of a type.
     *
     * @param type the registry's {@code type}; one without a form of its own has {@link #OPAQUE}
     */
    public static FormatToken of(String type) {
        return switch (type) {
            case "mobile" -> MOBILE;
            case "bank_card" -> CARD;
            default -> OPAQUE;
        };
    }

    /** The same of a value in custody. */
    public static boolean isToken(Personal<String> value) {
        return isToken(value.open());
    }

    /**
     * Whether a text has the form of a token: such a text is no value of a person, and nothing may
     * be sent to it.
     *
     * @param text half-width, without spaces and country code, as a field's type normalises it
     */
    public static boolean isToken(String text) {
        return Arrays.stream(values()).anyMatch(token -> token.is(text));
    }

    /** A new one; it may have been drawn before. */
    abstract String draw(RandomGenerator random);

    boolean is(String text) {
        return form.matcher(text).matches();
    }

    /** The last digit that would satisfy Luhn, where the text ends in 0. */
    private static int luhn(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (10 - sum % 10) % 10;
    }
}
