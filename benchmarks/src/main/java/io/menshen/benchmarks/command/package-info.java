/** The verb bench. */
@NullMarked
package io.menshen.benchmarks.command;

import org.jspecify.annotations.NullMarked;
