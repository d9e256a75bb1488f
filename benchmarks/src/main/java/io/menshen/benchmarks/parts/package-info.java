/** The real parts that are measured, and what the operating system and the JVM tell of them. */
@NullMarked
package io.menshen.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
