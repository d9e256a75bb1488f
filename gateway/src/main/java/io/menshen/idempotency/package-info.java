/** Replays of writes: the same key and body have one effect and the same answer. */
@NullMarked
package io.menshen.idempotency;

import org.jspecify.annotations.NullMarked;
