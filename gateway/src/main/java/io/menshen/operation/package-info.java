/**
 * What an operator has of a gateway besides its doors: which keys its configuration has, and
 * whether all that it needs is as it must be.
 */
@NullMarked
package io.menshen.operation;

import org.jspecify.annotations.NullMarked;
