/** Typed registries: fields, purposes, consumers, staff, the deployment, the floor. */
@NullMarked
package io.menshen.catalog;

import org.jspecify.annotations.NullMarked;
