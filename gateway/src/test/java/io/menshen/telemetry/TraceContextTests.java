package io.menshen.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples and rules of W3C Trace Context, level 1, sections 3.2 and 3.3. */
class TraceContextTests {
    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String PARENT = "00-" + ID + "-" + SPAN + "-01";

    private static TraceContext continued(String parent, String... states) {
        return TraceContext.continued(List.of(parent), List.of(states));
    }

    @Test
    void continues_a_sound_trace() {
        var context = continued(PARENT, "rojo=00f067aa0ba902b7", "congo=t61rcWkgMzE");

        assertThat(context.traceId()).isEqualTo(ID);
        assertThat(context.spanId()).isEqualTo(SPAN);
        assertThat(context.isSampled()).isTrue();
        assertThat(context.traceparent()).isEqualTo(PARENT);
        assertThat(context.state()).isEqualTo("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cc-" + ID + "-" + SPAN + "-01",
                "cc-" + ID + "-" + SPAN + "-01-what-the-future-will-be-like"
            })
    void reads_of_a_later_version_what_is_known(String later) {
        assertThat(continued(later).traceId()).isEqualTo(ID);
        assertThat(continued(later).traceparent()).startsWith("00-").endsWith("-01");
    }

    @Test
    void knows_no_flag_but_sampled() {
        var unknown = continued("00-" + ID + "-" + SPAN + "-fe");
        assertThat(unknown.traceparent()).endsWith("-00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "13800000001",
                "00-" + ID + "-" + SPAN,
                "00-" + ID + "-" + SPAN + "-01-more",
                "00-" + ID + "-" + SPAN + "-01 ",
                "cc-" + ID + "-" + SPAN + "-01.more",
                "ff-" + ID + "-" + SPAN + "-01",
                "0-" + ID + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + ID + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
                "00-" + ID + "-" + SPAN + "-0x",
                "00_" + ID + "_" + SPAN + "_01"
            })
    void begins_a_trace_of_its_own_where_the_header_is_malformed(String parent) {
        var context = continued(parent, "rojo=1");

        assertThat(context.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(ID);
        assertThat(context.isSampled()).isFalse();
        assertThat(context.state()).isEmpty();
    }

    @Test
    void begins_a_trace_of_its_own_where_there_are_two_parents() {
        var context = TraceContext.continued(List.of(PARENT, PARENT), List.of());
        assertThat(context.traceId()).isNotEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rojo",
                "rojo=",
                "=1",
                "Rojo=1",
                "rojo=1=2",
                "rojo=1,rojo=2",
                "rojo=a\tb",
                ",",
                "1rojo=1",
                "rojo=张三",
                "a@b@c=1"
            })
    void ignores_a_state_that_is_malformed_and_keeps_the_trace(String state) {
        var context = continued(PARENT, state);

        assertThat(context.traceId()).isEqualTo(ID);
        assertThat(context.state()).isEmpty();
    }

    @Test
    void takes_up_to_32_members_of_together_512_characters() {
        assertThat(continued(PARENT, members(32)).state()).isEqualTo(members(32));
        assertThat(continued(PARENT, members(33)).state()).isEmpty();
        assertThat(continued(PARENT, "a=" + "x".repeat(256)).state()).hasSize(258);
        assertThat(continued(PARENT, "a=" + "x".repeat(257)).state()).isEmpty();
        var many = "a=" + "x".repeat(254);
        assertThat(continued(PARENT, many, "b=" + "x".repeat(253)).state()).hasSize(512);
        assertThat(continued(PARENT, many, "b=" + "x".repeat(254)).state()).isEmpty();
        assertThat(continued(PARENT, "tenant@system=1, , \tb=2 ").state())
                .isEqualTo("tenant@system=1, , \tb=2 ");
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "k" + i + "=1")
                .collect(Collectors.joining(","));
    }
}
