/**
 * What other systems are told of: acts of consent and erasures, in order, with acknowledgement
 * (T/CCAGM 002 7-g, reconstructed).
 */
@NullMarked
package io.menshen.events;

import org.jspecify.annotations.NullMarked;
