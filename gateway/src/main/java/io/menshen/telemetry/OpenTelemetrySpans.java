package io.menshen.telemetry;

import io.menshen.kernel.RefusedException;
import io.menshen.telemetry.TraceContext.Sampled;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Locale;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Spans by OpenTelemetry. */
final class OpenTelemetrySpans implements Spans, AutoCloseable {
    /** The kind of the refusal that a span ended with; lower case with underscores. */
    static final String REFUSAL = "menshen.refusal";

    /** The class of the error that a span ended with, and never its message. */
    static final String ERROR = "error.type";

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    OpenTelemetrySpans(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("io.menshen");
    }

    @Override
    public boolean on() {
        return true;
    }

    @Override
    public <T> Mono<T> root(Stage stage, Mono<T> work) {
        return Mono.deferContextual(context -> around(stage, SpanKind.SERVER, context, work));
    }

    @Override
    public <T> Mono<T> in(Stage stage, Mono<T> work) {
        return Mono.deferContextual(context ->
                isKept(context) ? around(stage, SpanKind.INTERNAL, context, work) : work);
    }

    private static boolean isKept(ContextView context) {
        return context.<TraceContext>getOrEmpty(TraceContext.class)
                .filter(TraceContext::isSampled)
                .isPresent();
    }

    private <T> Mono<T> around(Stage stage, SpanKind kind, ContextView context, Mono<T> work) {
        TraceContext above = context.get(TraceContext.class);
        var span =
                tracer.spanBuilder(stage.span())
                        .setSpanKind(kind)
                        .setParent(Context.root().with(Span.wrap(parent(above))))
                        .startSpan();
        return work.doOnError(failure -> failed(span, failure))
                .doFinally(_ -> span.end())
                .contextWrite(with -> with.put(TraceContext.class, at(above, span)));
    }

    /** The others' words are passed on to whom we ask, and never kept with our spans. */
    private static SpanContext parent(TraceContext above) {
        var flags = above.isSampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return SpanContext.createFromRemoteParent(
                above.traceId(), above.spanId(), flags, TraceState.getDefault());
    }

    private static TraceContext at(TraceContext above, Span span) {
        var own = span.getSpanContext();
        return above.at(own.getSpanId(), own.isSampled() ? Sampled.YES : Sampled.NO);
    }

    private static void failed(Span span, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            span.setAttribute(REFUSAL, refused.refusal().kind().name().toLowerCase(Locale.ROOT));
        } else {
            span.setAttribute(ERROR, failure.getClass().getName()).setStatus(StatusCode.ERROR);
        }
    }

    @Override
    public void close() {
        provider.close();
    }
}
