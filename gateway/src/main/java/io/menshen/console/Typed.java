package io.menshen.console;

import io.menshen.kernel.Personal;
import java.util.stream.Collectors;

/** What was typed or posted and is no value of a person: a code, and what a form bears. */
final class Typed {
    private static final int LONGEST = 40;

    private Typed() {}

    static String text(Personal<String> typed) {
        return typed.open();
    }

    /** Whether nothing can be read in it. */
    static boolean isBlank(Personal<String> typed) {
        return typed.open().isBlank();
    }

    /** The digits, in whichever script they were typed, without what stands between them. */
    static String digits(Personal<String> typed) {
        return typed.open()
                .codePoints()
                .limit(LONGEST)
                .filter(Character::isDigit)
                .mapToObj(digit -> Integer.toString(Character.digit(digit, 10)))
                .collect(Collectors.joining());
    }
}
