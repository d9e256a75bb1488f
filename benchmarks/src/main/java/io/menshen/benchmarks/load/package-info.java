/**
 * The side that asks: connections that each wait for one answer before they ask again, in a process
 * of their own.
 */
@NullMarked
package io.menshen.benchmarks.load;

import org.jspecify.annotations.NullMarked;
