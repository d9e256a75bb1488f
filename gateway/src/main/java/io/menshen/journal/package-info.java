/**
 * The revocation journal: what took something away from the gateway's sight, kept outside the
 * database and written before its commit, so that a restored database cannot bring it back (design,
 * section 5); and what the database holds of it.
 */
@NullMarked
package io.menshen.journal;

import org.jspecify.annotations.NullMarked;
