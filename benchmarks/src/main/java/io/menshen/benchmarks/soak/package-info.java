/** Trials that take long: what must hold under load, under attack and while parts are killed. */
@NullMarked
package io.menshen.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
