package io.menshen.subject;

import io.menshen.kernel.Personal;

/**
 * What leads to a person.
 *
 * @param field a look-up field of the registry
 * @param scope within what it is unique: {@link #EVERYWHERE}, or the consumer's id; null would be
 *     no scope and is not allowed
 * @param value as the field's type normalises it
 */
public record Identifier(String field, String scope, Personal<String> value) {
    /** The scope of what is unique for all, and of what is not unique. */
    public static final String EVERYWHERE = "";
}
