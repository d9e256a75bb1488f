/**
 * The end of keeping (T/CCAGM 002 7-a, reconstructed from PIPL 47): values go when their time is
 * over.
 */
@NullMarked
package io.menshen.retention;

import org.jspecify.annotations.NullMarked;
