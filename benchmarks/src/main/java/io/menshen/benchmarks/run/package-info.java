/** Who runs against whom, in turns. */
@NullMarked
package io.menshen.benchmarks.run;

import org.jspecify.annotations.NullMarked;
