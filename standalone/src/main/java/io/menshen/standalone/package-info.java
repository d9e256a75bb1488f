/**
 * The gateway on one machine, for development and for the demonstration: it starts a real
 * PostgreSQL and Redis, a development identity provider and the production gateway as processes of
 * their own. Nothing here is part of the gateway.
 */
@NullMarked
package io.menshen.standalone;

import org.jspecify.annotations.NullMarked;
