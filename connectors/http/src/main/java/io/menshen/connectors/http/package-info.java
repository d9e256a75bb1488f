/** Messages by a signed POST to an address of the retailer's, which brings them on their way. */
@NamedInterface("http")
@NullMarked
package io.menshen.connectors.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
