package io.menshen.kernel;

import java.util.Locale;

/** Enum constants as the policy and the interface spell them: lower case with underscores. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
