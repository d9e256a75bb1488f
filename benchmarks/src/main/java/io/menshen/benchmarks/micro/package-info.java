/** One question a class, each with a baseline. */
@NullMarked
package io.menshen.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
