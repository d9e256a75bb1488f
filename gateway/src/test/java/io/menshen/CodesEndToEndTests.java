package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Code;
import io.menshen.kernel.Clause;
import io.menshen.keys.KeyRing;
import io.menshen.tokens.PlaceCodes;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An intake that names the QR code by which it came. */
class CodesEndToEndTests {
    private static final Caller APP = Caller.of("app");
    private static final String DESK = "desk-ground";
    private static final AtomicInteger NUMBERS = new AtomicInteger(8_000);

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.incrementAndGet();

    private static Catalog catalog() {
        return DEPLOYMENT.gateway().bean(Uses.class).policy().catalog();
    }

    private static Code code(String id) {
        return catalog().code(id).orElseThrow();
    }

    private String text(String id, Code code) {
        return new PlaceCodes(gateway.bean(KeyRing.class)).text(id, code);
    }

    private Answer take(String code) {
        return gateway.post("/v1/intakes", APP, Member.number(number).saying("code", code).body());
    }

    @Test
    @Clause("4.2.1.1")
    void a_code_of_the_channel_is_taken() {
        var answer = take(text(DESK, code(DESK)));

        assertThat(answer.text("outcome")).as(answer.text()).isEqualTo("created");
    }

    static Stream<String> otherChannels() {
        return catalog().codes().entrySet().stream()
                .filter(one -> !one.getValue().channel().equals("app"))
                .map(one -> one.getKey());
    }

    @ParameterizedTest
    @MethodSource("otherChannels")
    @Clause("4.2")
    void a_code_of_another_channel_is_refused(String id) throws SQLException {
        var people = DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record");
        var answer = take(text(id, code(id)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.faults()).containsExactly("/code code_elsewhere");
        assertThat(DEPLOYMENT.ask("SELECT count(*) FROM subject.key_record")).isEqualTo(people);
    }

    @Test
    @Clause("4.2")
    void a_code_that_was_printed_before_its_entry_changed_counts_no_more() {
        var now = code(DESK);
        var before =
                new Code(
                        now.label(),
                        now.owner(),
                        now.channel(),
                        now.place(),
                        now.purpose(),
                        now.noticeVersion() + 1,
                        now.sign());

        assertThat(take(text(DESK, before)).faults()).containsExactly("/code code_altered");
    }

    @Test
    @Clause("4.2")
    void an_altered_code_is_refused_and_not_repeated() {
        var whole = text(DESK, code(DESK));
        var altered =
                whole.substring(0, 20)
                        + (whole.charAt(20) == 'A' ? 'B' : 'A')
                        + whole.substring(21);
        var answer = take(altered);

        assertThat(answer.faults()).containsExactly("/code code_altered");
        assertThat(answer.text()).doesNotContain(altered);
        assertThat(take(whole + "AAAA").faults()).containsExactly("/code code_altered");
        assertThat(take(whole.replace(DESK, "gift-spring")).faults())
                .containsExactly("/code code_altered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mc1.nowhere.AAAA", "mc2.desk-ground.AAAA", "https://shop.example"})
    @Clause("4.2")
    void what_is_no_registered_code_is_refused(String code) {
        assertThat(take(code).faults()).containsExactly("/code code_unknown");
    }
}
