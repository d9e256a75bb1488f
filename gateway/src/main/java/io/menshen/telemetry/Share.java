package io.menshen.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Keeps what is kept above; of all other requests, whose callers do not ask for it, a share by the
 * trace id.
 */
record Share(Sampler share) implements Sampler {
    @Override
    public SamplingResult shouldSample(
            Context above,
            String traceId,
            String name,
            SpanKind kind,
            Attributes attributes,
            List<LinkData> links) {
        return Span.fromContext(above).getSpanContext().isSampled()
                ? SamplingResult.recordAndSample()
                : share.shouldSample(above, traceId, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
        return "Share of " + share.getDescription();
    }
}
