/**
 * The three stores of personal data: each read under its own role, sealed values opened one by one
 * as the plan names them (design, section 5).
 */
@NullMarked
package io.menshen.vault;

import org.jspecify.annotations.NullMarked;
