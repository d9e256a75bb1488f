/** The Ed25519 key of what the gateway vouches for to others: the audit, receipts of erasures. */
@NullMarked
package io.menshen.signing;

import org.jspecify.annotations.NullMarked;
