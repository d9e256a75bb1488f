package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Metric;
import io.menshen.policy.Policies;
import io.menshen.telemetry.Exposed;
import io.menshen.telemetry.Operating;
import io.menshen.web.Door;
import io.menshen.web.Doors;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The meters of a gateway that served traffic. */
class MetricsEndToEndTests {
    /** What the libraries tell; none of it knows of requests. */
    private static final List<String> OTHERS =
            List.of(
                    "jvm.",
                    "process.",
                    "system.",
                    "logback.",
                    "disk.",
                    "application.",
                    "executor.");

    private static final String MOBILE = "13800000001";

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final MeterRegistry meters = gateway.bean(MeterRegistry.class);

    @BeforeAll
    static void traffic() {
        var gateway = DEPLOYMENT.gateway();
        var person = Member.number(1).registered(gateway);
        var token = gateway.token(person, "delivery", "order_fulfil");
        var delivery = Caller.of("delivery");
        var read = Map.of("purpose", "order_fulfil", "subject", Map.of("token", token));
        assertThat(gateway.post("/v1/disclosures", delivery, read).status()).isEqualTo(200);
        assertThat(gateway.post("/v1/disclosures", delivery, read).status()).isEqualTo(200);
        var named = Map.of("purpose", "order_fulfil", "subject", Map.of("mobile", MOBILE));
        gateway.post("/v1/disclosures", delivery, named);
        gateway.post("/v1/disclosures", Caller.of("stranger"), named);
        var denied = Map.of("purpose", "member_register", "subject", Map.of("token", token));
        assertThat(gateway.post("/v1/disclosures", delivery, denied).status()).isEqualTo(403);
        gateway.lines("/v1/disclosures/batch", delivery, "{\"purpose\":\"" + MOBILE + "\"}\n");
    }

    private HttpResponse<String> get(Door door, String path) {
        var port = gateway.bean(Doors.class).port(door);
        var uri = URI.create("http://127.0.0.1:" + port + path);
        return gateway.send(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private List<Meter> own() {
        return meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("menshen"))
                .toList();
    }

    @Test
    void every_meter_is_one_of_the_enum_with_its_kind_and_tags() {
        assertThat(own()).isNotEmpty();
        for (var meter : own()) {
            var id = meter.getId();
            var metric = Exposed.of(id.getName()).findFirst();
            assertThat(metric).as(id.getName()).isPresent();
            assertThat(id.getType()).isEqualTo(Exposed.type(metric.get()));
            var tags = metric.get().tags();
            assertThat(id.getTags()).as(id.toString()).hasSameSizeAs(tags);
            for (var tag : tags) {
                assertThat(tag.allows(String.valueOf(id.getTag(tag.name()))))
                        .as(id.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void every_metric_of_the_enum_is_there() {
        var names =
                own().stream().map(meter -> meter.getId().getName()).collect(Collectors.toSet());
        assertThat(Metric.values()).allMatch(metric -> names.contains(metric.id()));
    }

    @Test
    void reasons_are_codes_of_the_policy() {
        var known =
                new TreeSet<>(gateway.bean(Policies.class).current().catalog().reasons().keySet());
        known.addAll(List.of("none", "other", "policy_unavailable"));
        var told = meters.find(Metric.DECISIONS.id()).counters().stream();
        assertThat(told.map(counter -> counter.getId().getTag("reason")))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void nothing_else_is_measured_by_what_a_request_holds() {
        assertThat(meters.getMeters().stream().map(meter -> meter.getId().getName()))
                .allMatch(name ->
                        name.startsWith("menshen.") || OTHERS.stream().anyMatch(name::startsWith));
    }

    @Test
    void the_operators_door_alone_shows_them_and_no_value_of_a_person() {
        var shown = get(Door.MANAGEMENT, "/metrics");

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body())
                .contains("menshen_decisions_total{outcome=\"permit\",reason=\"none\"}")
                .contains("menshen_requests_seconds_bucket{door=\"api\",status=\"2xx\",le=\"0.1\"}")
                .contains("menshen_pool_connections{role=\"audit\",state=\"idle\"}")
                .containsPattern("menshen_policy_expires_days [0-9]+\\.0\\n")
                .contains("menshen_ready 1.0")
                .doesNotContain(MOBILE, "诸葛慧敏", "delivery", "order_fulfil", "stranger");
        assertThat(get(Door.API, "/metrics").statusCode()).isEqualTo(404);
        assertThat(get(Door.API, "/health").statusCode()).isEqualTo(404);
    }

    @Test
    void prometheus_sees_every_name_that_alerts_and_board_use() {
        var series =
                get(Door.MANAGEMENT, "/metrics")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("menshen_"))
                        .map(line -> line.replaceFirst("[{ ].*", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(series).isSubsetOf(Exposed.all());
        series.add("up");
        for (var expression : Operating.expressions()) {
            assertThat(series).as(expression.text()).containsAll(expression.series());
        }
    }
}
