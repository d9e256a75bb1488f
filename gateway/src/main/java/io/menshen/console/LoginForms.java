package io.menshen.console;

import io.menshen.console.Pages.Page;
import io.menshen.kernel.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms of the login; each bears the mark of its browser. */
final class LoginForms {
    private static final String WRONG = "wrong";

    private LoginForms() {}

    /** What a form says of what was typed before. */
    enum Said {
        NOTHING,
        WRONG
    }

    /** How people log in here. */
    enum Offer {
        CODES,
        LINKS_ONLY
    }

    static Page number(String form, Offer offer, Said said) {
        var content =
                Map.<String, Object>of(
                        Porter.FORM,
                        form,
                        "codes",
                        offer == Offer.CODES,
                        WRONG,
                        said == Said.WRONG);
        return new Page("login", content, refused(said, Refusal.Kind.INVALID));
    }

    static Page code(String form, Said said) {
        var content = Map.<String, Object>of(Porter.FORM, form, WRONG, said == Said.WRONG);
        return new Page("code", content, refused(said, Refusal.Kind.DENIED));
    }

    static Page here(String form) {
        return new Page("here", Map.of(Porter.FORM, form));
    }

    private static Refusal.@Nullable Kind refused(Said said, Refusal.Kind kind) {
        return said == Said.WRONG ? kind : null;
    }
}
