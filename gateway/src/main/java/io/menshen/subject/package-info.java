/**
 * A person as the gateway knows one: key record, identifiers by blind index, lifecycle, age band
 * and consent state, every row vouched for by a MAC. State is read anew in every use (design,
 * principle 6).
 */
@NullMarked
package io.menshen.subject;

import org.jspecify.annotations.NullMarked;
