/**
 * What the bundle in use says of itself: its consumers, its reasons, and whether sources differ.
 */
@NullMarked
package io.menshen.standalone.policy;

import org.jspecify.annotations.NullMarked;
