/**
 * Scoped tokens: stable for a consumer within a scope, unlinkable by themselves across (design,
 * section 5).
 */
@NullMarked
package io.menshen.tokens;

import org.jspecify.annotations.NullMarked;
