/** Stands in for the network that brings texts to telephones, on the loopback address only. */
@NullMarked
package io.menshen.standalone.inbox;

import org.jspecify.annotations.NullMarked;
