/** The production gateway. */
@NullMarked
package io.menshen;

import org.jspecify.annotations.NullMarked;
