package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.telemetry.Collector;
import io.menshen.web.Eventually;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The spans of a gateway, as a real receiver of OTLP takes them. */
class TracingEndToEndTests {
    private static final Collector COLLECTOR = Collector.start();
    private static final String SPAN = "b7ad6b7169203331";
    private static final String PLANTED = "huimin";
    private static final String MOBILE = "13800000001";

    /** All that a span may tell beside its name and times. */
    private static final List<String> ATTRIBUTES = List.of("menshen.refusal", "error.type");

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    "--menshen.tracing.endpoint=" + COLLECTOR.endpoint(),
                    "--menshen.tracing.sample=0");

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    @AfterAll
    static void close() {
        COLLECTOR.close();
    }

    private Answer read(Map<String, ?> subject, String parent) {
        var asked = Map.of("purpose", "order_fulfil", "subject", subject);
        var headers = Map.of("traceparent", parent, "tracestate", PLANTED + "=" + MOBILE);
        return gateway.post("/v1/disclosures", Caller.of("delivery"), asked, headers);
    }

    /** The spans of a trace, once that of the request has come, which ends last. */
    private static List<Span> spans(String trace) {
        assertThat(
                        Eventually.holds(() ->
                                COLLECTOR.spans(trace).stream()
                                        .anyMatch(TracingEndToEndTests::isRoot)))
                .isTrue();
        return COLLECTOR.spans(trace);
    }

    private static boolean isRoot(Span span) {
        return span.getName().equals("menshen.request");
    }

    private static String parent(Span span) {
        return Collector.hex(span.getParentSpanId().toByteArray());
    }

    private static List<String> audited(String decision) throws Exception {
        return DEPLOYMENT.ask(
                "SELECT trace_id FROM audit.record WHERE decision_id = '" + decision + "'");
    }

    @Test
    void a_callers_trace_goes_through_every_stage_to_the_record() throws Exception {
        var trace = "0af7651916cd43dd8448eb211c80319c";
        var person = Member.number(1).registered(gateway);
        var token = gateway.token(person, "delivery", "order_fulfil");

        var answer = read(Map.of("token", token), "00-" + trace + "-" + SPAN + "-01");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(audited(answer.text("id"))).containsExactly(trace);
        var spans = spans(trace);
        assertThat(spans.stream().map(Span::getName).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "menshen.request",
                        "menshen.engine",
                        "menshen.caps",
                        "menshen.subject",
                        "menshen.vault",
                        "menshen.audit");
        var root = spans.stream().filter(TracingEndToEndTests::isRoot).toList();
        assertThat(root).hasSize(1);
        assertThat(parent(root.getFirst())).isEqualTo(SPAN);
        var own = Collector.hex(root.getFirst().getSpanId().toByteArray());
        assertThat(spans.stream().filter(span -> !span.equals(root.getFirst())))
                .allMatch(span -> parent(span).equals(own));
        assertQuiet(token);
    }

    @Test
    void a_refusal_is_told_by_its_kind_alone() throws Exception {
        var trace = "1bf7651916cd43dd8448eb211c80319d";

        var answer = read(Map.of("mobile", MOBILE), "00-" + trace + "-" + SPAN + "-01");

        assertThat(answer.status()).isIn(403, 404);
        var attributes =
                spans(trace).stream()
                        .flatMap(span -> span.getAttributesList().stream())
                        .map(each -> each.getKey() + "=" + each.getValue().getStringValue())
                        .distinct()
                        .toList();
        assertThat(attributes)
                .isSubsetOf("menshen.refusal=denied", "menshen.refusal=not_found")
                .isNotEmpty();
        assertQuiet(MOBILE);
    }

    @Test
    void what_is_malformed_or_not_to_be_kept_sends_no_span() throws Exception {
        var kept = "2cf7651916cd43dd8448eb211c80319e";
        var quiet = "3df7651916cd43dd8448eb211c80319f";
        var person = Member.number(3).registered(gateway);
        var subject = Map.of("token", gateway.token(person, "delivery", "order_fulfil"));

        var malformed = read(subject, "00-" + MOBILE + "-" + SPAN + "-01");
        assertThat(read(subject, "00-" + quiet + "-" + SPAN + "-00").status()).isEqualTo(200);
        assertThat(read(subject, "00-" + kept + "-" + SPAN + "-01").status()).isEqualTo(200);

        assertThat(audited(malformed.text("id"))).first().asString().matches("[0-9a-f]{32}");
        assertThat(spans(kept)).isNotEmpty();
        assertThat(COLLECTOR.spans(quiet)).isEmpty();
        assertThat(COLLECTOR.spans(audited(malformed.text("id")).getFirst())).isEmpty();
        assertQuiet(MOBILE);
    }

    /** Nothing of the person, the caller or the request is in what was exported. */
    private static void assertQuiet(String... more) {
        assertThat(COLLECTOR.text())
                .contains("menshen.request")
                .doesNotContain(PLANTED, MOBILE, "诸葛", "ext-1", "delivery", "order_fulfil", "/v1/")
                .doesNotContain(more);
        assertThat(
                        COLLECTOR
                                .all()
                                .flatMap(span -> span.getAttributesList().stream())
                                .map(KeyValue::getKey))
                .isSubsetOf(ATTRIBUTES);
        assertThat(COLLECTOR.all()).allMatch(span -> span.getTraceState().isEmpty());
    }
}
