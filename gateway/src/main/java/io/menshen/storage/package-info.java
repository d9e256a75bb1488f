/**
 * PostgreSQL as the other modules see it: a pool per role, migrations per schema, and coalesced
 * reads. The seam of all hot reads.
 */
@NullMarked
package io.menshen.storage;

import org.jspecify.annotations.NullMarked;
