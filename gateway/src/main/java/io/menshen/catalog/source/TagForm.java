package io.menshen.catalog.source;

import static io.menshen.catalog.source.Words.TEXT;
import static io.menshen.catalog.source.Words.oneOf;

import io.menshen.catalog.source.Form.Mapping;
import io.menshen.catalog.source.Form.Several;

/** The form of a tag. */
final class TagForm {
    private static final String KINDS = "basic interest psychology behaviour social";

    private TagForm() {}

    static Mapping of() {
        return Words.owned()
                .must("kind", oneOf(KINDS), "what the trait is about (3.4)")
                .must("purpose", TEXT, "the purpose that it is made for, which alone takes it in")
                .must("inputs", new Several(TEXT), "fields that it is made of; []: given by hand")
                .entry();
    }
}
