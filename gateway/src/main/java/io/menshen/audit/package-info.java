/**
 * The durable record of every use and refusal: chained by hash, signed by checkpoints, verifiable
 * on-line and from an export.
 */
@NullMarked
package io.menshen.audit;

import org.jspecify.annotations.NullMarked;
