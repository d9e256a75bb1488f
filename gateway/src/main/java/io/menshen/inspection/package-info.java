/**
 * What a caller may learn besides people's data: the catalogue, its tokens, why it is decided so.
 */
@NullMarked
package io.menshen.inspection;

import org.jspecify.annotations.NullMarked;
