package io.menshen.cli;

import io.menshen.catalog.source.Nearest;
import java.util.Collection;

/** Words of the command line that must be registered. */
final class Words {
    private Words() {}

    /** Fails where the word is none of these, and says which is nearest. */
    static void named(String what, String word, Collection<String> valid) {
        if (!valid.contains(word)) {
            throw new CannotException(
                    "there is no " + what + " '" + word + "'" + Nearest.hint(word, valid));
        }
    }
}
