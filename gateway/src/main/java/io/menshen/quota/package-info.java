/** How much a caller may ask: caps by Redis, failed matches per person in PostgreSQL. */
@NullMarked
package io.menshen.quota;

import org.jspecify.annotations.NullMarked;
