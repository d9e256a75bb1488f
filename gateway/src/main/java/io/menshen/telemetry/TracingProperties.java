package io.menshen.telemetry;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where spans go.
 *
 * @param endpoint address that takes OTLP over HTTP, such as {@code
 *     http://collector:4318/v1/traces}; without it there are no spans, and the trace of a caller is
 *     still continued
 * @param sample share of the requests whose spans are kept though their callers do not ask for it
 *     by the sampled flag, 0 to 1
 */
@ConfigurationProperties("menshen.tracing")
public record TracingProperties(@Nullable URI endpoint, @DefaultValue("0.05") double sample) {
    /** Refuses what cannot work, naming key, value and what is allowed. */
    public TracingProperties {
        if (!(sample >= 0 && sample <= 1)) {
            throw new IllegalArgumentException(
                    "menshen.tracing.sample is " + sample + "; 0 to 1 is allowed");
        }
        if (endpoint != null && !isHttp(endpoint)) {
            throw new IllegalArgumentException(
                    "menshen.tracing.endpoint is "
                            + endpoint
                            + "; an address of http or https with a host is needed");
        }
    }

    private static boolean isHttp(URI uri) {
        return uri.getHost() != null
                && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    }
}
