package io.menshen.catalog;

import io.menshen.kernel.Treatment;
import org.jspecify.annotations.Nullable;

/**
 * How a purpose shows a field.
 *
 * @param by kind of mask or generalisation that replaces the field's own; null keeps that
 * @param why why it is clearer than the field's default; null where it is not
 * @param necessity why the purpose needs it (T/CCAGM 002 4.1.2-g); null for a general field
 * @param effect what it means for the person; null for a general field
 * @param separateConsent whether the purpose's own consent does not suffice
 */
public record PurposeField(
        Treatment treatment,
        @Nullable String by,
        @Nullable Label why,
        @Nullable Label necessity,
        @Nullable Label effect,
        boolean separateConsent) {}
