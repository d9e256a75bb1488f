/**
 * What the gateway tells of itself: meters, made from {@link io.menshen.kernel.Metric} alone, the
 * trace of a request (W3C Trace Context) and its spans (OpenTelemetry, off by default).
 */
@NullMarked
package io.menshen.telemetry;

import org.jspecify.annotations.NullMarked;
