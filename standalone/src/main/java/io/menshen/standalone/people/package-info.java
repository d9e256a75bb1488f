/** People who do not exist: the fixed test people, and ten thousand more from a fixed seed. */
@NullMarked
package io.menshen.standalone.people;

import org.jspecify.annotations.NullMarked;
