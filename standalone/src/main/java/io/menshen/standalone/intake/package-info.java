/**
 * Takes generated people in through the gateway's own intake, withdrawal and erasure, in process.
 */
@NullMarked
package io.menshen.standalone.intake;

import org.jspecify.annotations.NullMarked;
