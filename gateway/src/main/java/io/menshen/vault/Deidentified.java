package io.menshen.vault;

import io.menshen.catalog.Field;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Treatment;
import io.menshen.keys.IntegrityException;
import io.menshen.masking.Masking;
import io.menshen.tokens.ScopedTokens;
import io.menshen.tokens.ScopedTokens.Scope;

/**
 * The one place where values leave custody to lie in store D. What identifies is tokenised or cut
 * before (T/CCAGM 002 5.1-a): by the field's own default treatment, a token or what its mask
 * leaves.
 */
final class Deidentified {
    /** No consumer has an empty id, so no caller is ever given such a token's value. */
    private static final Scope STORE = new Scope("", "profile");

    private final ScopedTokens tokens;

    Deidentified(ScopedTokens tokens) {
        this.tokens = tokens;
    }

    String text(String name, Field field, Personal<String> value) {
        if (field.treatment() == Treatment.TOKENIZE) {
            return tokens.ofValue(STORE, name, value);
        }
        return field.treatment() == Treatment.MASK ? masked(field, value) : value.open();
    }

    /** The value as a caller may be shown it: a token's own, or what was left of it. */
    Personal<String> back(String name, Field field, String stored) {
        return field.treatment() == Treatment.TOKENIZE
                ? tokens.value(STORE, name, stored)
                        .orElseThrow(() -> new IntegrityException("a token of store D"))
                : Personal.of(stored);
    }

    /** What the mask leaves; where it leaves nothing, that there was something. */
    private static String masked(Field field, Personal<String> value) {
        var mask = field.mask();
        var shown =
                mask == null
                        ? Masking.showStrictly("", value)
                        : Masking.show(mask.kind(), mask.parameters(), value);
        return shown.or(() -> Masking.showStrictly("", value)).map(Personal::open).orElse("");
    }
}
