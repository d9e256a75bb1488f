/** From runs to ratios, tables, files and a plot. */
@NullMarked
package io.menshen.benchmarks.report;

import org.jspecify.annotations.NullMarked;
