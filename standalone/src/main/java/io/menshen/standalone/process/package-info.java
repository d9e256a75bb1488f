/** The processes of an installation: PostgreSQL, Redis and gateways, started, found and stopped. */
@NullMarked
package io.menshen.standalone.process;

import org.jspecify.annotations.NullMarked;
