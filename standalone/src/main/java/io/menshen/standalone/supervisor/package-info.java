/** Starts the parts of an installation in their order, and stops them in the opposite one. */
@NullMarked
package io.menshen.standalone.supervisor;

import org.jspecify.annotations.NullMarked;
