/**
 * What people agreed to: how consent stands towards a purpose, receipts, and the transitions of
 * that state.
 */
@NullMarked
package io.menshen.consent;

import org.jspecify.annotations.NullMarked;
