package io.menshen.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Takes OTLP over HTTP, as a collector does, and keeps what came. */
public final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final Queue<ExportTraceServiceRequest> taken = new ConcurrentLinkedQueue<>();

    private Collector(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free port of the loopback. */
    public static Collector start() {
        try {
            var place = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var collector = new Collector(HttpServer.create(place, 0));
            collector.server.createContext("/v1/traces", collector::take);
            collector.server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            taken.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** Where it listens. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** The spans of a trace. */
    public List<Span> spans(String traceId) {
        return all().filter(span -> hex(span.getTraceId().toByteArray()).equals(traceId)).toList();
    }

    /** All that came, as text. */
    public String text() {
        return String.join("\n", taken.stream().map(Object::toString).toList());
    }

    /** All spans. */
    public Stream<Span> all() {
        return taken.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream());
    }

    /** An id as headers have it. */
    public static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
