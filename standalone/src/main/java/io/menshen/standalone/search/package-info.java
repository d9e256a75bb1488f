/**
 * Looks for planted values in all that an installation keeps: proof that nothing personal stands
 * anywhere in clear.
 */
@NullMarked
package io.menshen.standalone.search;

import org.jspecify.annotations.NullMarked;
