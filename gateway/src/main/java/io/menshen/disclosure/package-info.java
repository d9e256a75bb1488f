/** Answering a read: which fields, how each is shown, and the record before the answer. */
@NullMarked
package io.menshen.disclosure;

import org.jspecify.annotations.NullMarked;
