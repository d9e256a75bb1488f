/** The way out to systems that are not the gateway's; one module of the build for each kind. */
@NullMarked
package io.menshen.connectors;

import org.jspecify.annotations.NullMarked;
