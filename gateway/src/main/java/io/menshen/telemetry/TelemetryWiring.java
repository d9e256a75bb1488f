package io.menshen.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingProperties.class)
class TelemetryWiring {
    /** Spans that wait for the collector at the most; more are dropped, no request waits. */
    private static final int WAITING = 2_048;

    private static final Duration LONGEST = Duration.ofSeconds(5);

    @Bean
    Spans spans(TracingProperties properties) {
        var endpoint = properties.endpoint();
        return endpoint == null ? Spans.none() : exported(exporter(endpoint), properties.sample());
    }

    private static SpanExporter exporter(URI endpoint) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString())
                .setTimeout(LONGEST)
                .build();
    }

    private static OpenTelemetrySpans exported(SpanExporter exporter, double sample) {
        var sending =
                BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(WAITING)
                        .setScheduleDelay(Duration.ofSeconds(1))
                        .setExporterTimeout(LONGEST)
                        .build();
        return new OpenTelemetrySpans(
                SdkTracerProvider.builder()
                        .setResource(
                                Resource.create(
                                        Attributes.builder()
                                                .put("service.name", "menshen")
                                                .build()))
                        .setSampler(new Share(Sampler.traceIdRatioBased(sample)))
                        .addSpanProcessor(sending)
                        .build());
    }
}
