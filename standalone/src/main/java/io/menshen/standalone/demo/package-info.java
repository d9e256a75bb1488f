/** The demonstration: nine steps as an HTTP client of the gateway, each with what it must show. */
@NullMarked
package io.menshen.standalone.demo;

import org.jspecify.annotations.NullMarked;
