/**
 * The way to a person, the same for every use: decide about the caller, spend a cap, find the
 * person, decide again with their state; and the record of what came of it (design, section 3).
 */
@NullMarked
package io.menshen.access;

import org.jspecify.annotations.NullMarked;
