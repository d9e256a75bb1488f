package io.menshen.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Metric;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetersTests {
    private static final String PLANTED = "13800000001";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void makes_a_meter_of_the_enum_with_its_tags() {
        Meters.counter(meters, Metric.DECISIONS, "deny", "consent_missing").increment();

        var counter = meters.get("menshen.decisions").tag("reason", "consent_missing").counter();
        assertThat(counter.count()).isEqualTo(1);
        assertThat(counter.getId().getDescription()).isEqualTo(Metric.DECISIONS.meaning());
    }

    @ParameterizedTest
    @ValueSource(strings = {PLANTED, "", "Consent", "a b", "a\nb", "张三"})
    void a_reason_that_is_no_code_fails(String reason) {
        assertThatThrownBy(() -> Meters.counter(meters, Metric.DECISIONS, "deny", reason))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DECISIONS has no such reason");
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void a_value_that_is_not_listed_fails() {
        assertThatThrownBy(() -> Meters.counter(meters, Metric.SHED, PLANTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SHED has no such door");
    }

    @Test
    void too_few_values_and_another_kind_fail() {
        assertThatThrownBy(() -> Meters.counter(meters, Metric.DECISIONS, "deny"))
                .hasMessage("DECISIONS has 2 tags");
        assertThatThrownBy(() -> Meters.timer(meters, Metric.SHED, "api"))
                .hasMessage("SHED is a counter");
    }

    @Test
    void tags_have_the_words_of_what_they_name() {
        assertThat(values(Metric.POOL_WAITING)).isEqualTo(words(io.menshen.storage.Role.values()));
        assertThat(values(Metric.SHED)).isEqualTo(words(io.menshen.web.Door.values()));
        assertThat(values(Metric.POLICY_EVALUATION))
                .isEqualTo(words(io.menshen.policy.PolicyProperties.Engine.values()));
    }

    private static List<String> values(Metric metric) {
        return metric.tags().getFirst().values();
    }

    private static List<String> words(Enum<?>[] constants) {
        return Stream.of(constants).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    }
}
