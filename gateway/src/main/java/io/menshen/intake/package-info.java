/**
 * Taking in: a person's data through a channel, with consent; and the withdrawal of consent
 * (T/CCAGM 002 4.1.2, 4.1.3, 4.2).
 */
@NullMarked
package io.menshen.intake;

import org.jspecify.annotations.NullMarked;
