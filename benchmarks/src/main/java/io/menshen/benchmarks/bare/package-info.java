/**
 * What the gateway is compared with: servers that read the same people without protection, each in
 * a process of its own.
 */
@NullMarked
package io.menshen.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
