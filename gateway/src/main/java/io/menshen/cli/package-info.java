/**
 * Commands for those who run Menshen and for the platform team. They print to the terminal, block,
 * and run in a process of their own, never inside a serving gateway.
 */
@NullMarked
package io.menshen.cli;

import org.jspecify.annotations.NullMarked;
