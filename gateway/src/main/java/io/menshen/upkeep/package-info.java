/**
 * What the gateway does for itself: the journal compared with the database as long as people are
 * served, and what has had its day forgotten.
 */
@NullMarked
package io.menshen.upkeep;

import org.jspecify.annotations.NullMarked;
