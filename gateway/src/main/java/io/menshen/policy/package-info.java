/**
 * The policy as the gateway runs it: one bundle, compiled once, evaluated in process (design,
 * section 4).
 */
@NullMarked
package io.menshen.policy;

import org.jspecify.annotations.NullMarked;
