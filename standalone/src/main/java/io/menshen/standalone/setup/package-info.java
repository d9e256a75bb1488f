/**
 * What a first start makes: keysets, signing keys, roles, schemas, and the mark of the database.
 */
@NullMarked
package io.menshen.standalone.setup;

import org.jspecify.annotations.NullMarked;
