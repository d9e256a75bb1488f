package io.menshen.masking;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Forms of names, texts and identifiers without a check digit. */
final class Words {
    private static final int LONGEST_TEXT = 4_000;
    private static final Pattern NAME =
            Pattern.compile("\\p{IsHan}{2,20}|[\\p{IsHan}\\p{IsLatin}\\p{M}·'’. -]{2,60}");
    private static final Pattern LETTER = Pattern.compile("[\\p{IsHan}\\p{IsLatin}]");
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}&&[^\\n\\r\\t]]");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}");
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,31}");
    // WeChat's identifiers are case-sensitive and may grow; 128 characters are stored.
    private static final Pattern OPENID = Pattern.compile("[A-Za-z0-9_-]{6,128}");
    private static final Pattern TOKEN = Pattern.compile("tk1_[A-Za-z0-9_-]{20,4092}");
    private static final Map<String, String> GENDERS =
            Map.of(
                    "male", "male", "男", "male", "female", "female", "女", "female", "unknown",
                    "unknown", "未知", "unknown");

    private Words() {}

    static Optional<String> name(String text) {
        var dotted = Text.halfWidth(text).replaceAll("[•・‧･]", "·");
        var name = Normalizer.normalize(dotted, Normalizer.Form.NFC).replaceAll(" +", " ");
        return matching(NAME, name.strip()).filter(bare -> LETTER.matcher(bare).find());
    }

    static Optional<String> text(String text) {
        var bare = text.strip();
        var fits = !bare.isEmpty() && Text.length(bare) <= LONGEST_TEXT;
        return fits && !UNPRINTABLE.matcher(bare).find() ? Optional.of(bare) : Optional.empty();
    }

    static Optional<String> code(String text) {
        return matching(CODE, Text.halfWidth(text).strip());
    }

    /** A tag tells a trait; the number of a person or of a document is none. */
    static Optional<String> tag(String text) {
        Predicate<String> identifier =
                tag -> Codes.mobile(tag).isPresent() || Codes.idCard(tag).isPresent();
        return matching(TAG, Text.halfWidth(text).strip())
                .filter(identifier.negate())
                .filter(tag -> Codes.bankCard(tag).isEmpty());
    }

    static Optional<String> gender(String text) {
        return Optional.ofNullable(GENDERS.get(text.strip()));
    }

    static Optional<String> openid(String text) {
        return matching(OPENID, text.strip());
    }

    static Optional<String> token(String text) {
        return matching(TOKEN, text);
    }

    private static Optional<String> matching(Pattern form, String text) {
        return form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
