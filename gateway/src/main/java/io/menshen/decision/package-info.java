/**
 * The one decision point: a request without a person in it becomes a permit with a plan, or a
 * denial with reasons.
 */
@NullMarked
package io.menshen.decision;

import org.jspecify.annotations.NullMarked;
