/**
 * The one way out for a person's data (T/CCAGM 002 7, reconstructed from PIPL 47): frozen, closed,
 * erased. Each is in the revocation journal before it is in the database.
 */
@NullMarked
package io.menshen.erasure;

import org.jspecify.annotations.NullMarked;
