/**
 * Requests of the person by way of the privacy desk (T/CCAGM 002 7, reconstructed): closing,
 * erasing, and the signed receipt of an erasure that others can check.
 */
@NullMarked
package io.menshen.rights;

import org.jspecify.annotations.NullMarked;
