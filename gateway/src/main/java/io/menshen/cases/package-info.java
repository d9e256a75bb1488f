/**
 * Requests of people as cases of the privacy officer (T/CCAGM 002 7-d and 7-i, reconstructed): each
 * with its deadline, who answers for it, and what was done and said.
 */
@NullMarked
package io.menshen.cases;

import org.jspecify.annotations.NullMarked;
