/**
 * What every module speaks of: personal values, callers, subjects and their state, treatments,
 * refusals.
 */
@NullMarked
package io.menshen.kernel;

import org.jspecify.annotations.NullMarked;
