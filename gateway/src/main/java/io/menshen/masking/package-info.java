/**
 * Masks and generalisation: pure functions that fail closed (requirements of T/CCAGM 002, section 6
 * of the product's rules).
 */
@NullMarked
package io.menshen.masking;

import org.jspecify.annotations.NullMarked;
