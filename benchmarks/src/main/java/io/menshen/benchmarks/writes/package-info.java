/** Writes against the same rows written bare: intake, import, erasure. */
@NullMarked
package io.menshen.benchmarks.writes;

import org.jspecify.annotations.NullMarked;
