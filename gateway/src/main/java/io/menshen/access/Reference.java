package io.menshen.access;

import io.menshen.kernel.Personal;

/** How a caller names a person. */
public sealed interface Reference {
    /**
     * By a token that was issued to this caller for the scope of the purpose.
     *
     * @param text as it was sent; anything at all
     */
    record ByToken(String text) implements Reference {}

    /**
     * By the token of one of their values.
     *
     * @param field a registered field
     * @param text as it was sent; anything at all
     */
    record ByFieldToken(String field, String text) implements Reference {}

    /**
     * By a token in the form of one of their values.
     *
     * @param field a registered field
     * @param text as it was sent; anything at all
     */
    record ByFormatToken(String field, String text) implements Reference {}

    /**
     * By a look-up field.
     *
     * @param field a look-up field of the registry
     * @param value in the one spelling of the field's type
     */
    record ByIdentifier(String field, Personal<String> value) implements Reference {}
}
