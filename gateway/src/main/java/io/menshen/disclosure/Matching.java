package io.menshen.disclosure;

import io.menshen.kernel.Personal;
import io.menshen.masking.FieldType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Compares a value with those of a person, in the one spelling of the field's type. */
final class Matching {
    private Matching() {}

    /** Whether the person has that value; how long it takes tells nothing of how near it came. */
    static boolean matches(String type, Personal<String> asked, List<Personal<String>> held) {
        var same = false;
        for (var value : held) {
            var spelled = FieldType.of(type).normalise(value).orElse(value);
            same |= MessageDigest.isEqual(bytes(asked), bytes(spelled));
        }
        return same;
    }

    private static byte[] bytes(Personal<String> value) {
        return Opened.text(value).getBytes(StandardCharsets.UTF_8);
    }
}
