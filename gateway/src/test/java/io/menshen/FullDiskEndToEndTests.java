package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.web.Eventually;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The disk of the database or of the audit is full: nothing is acknowledged that is not kept. */
class FullDiskEndToEndTests {
    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    @Test
    void the_audits_disk_is_full_and_nothing_is_disclosed() throws Exception {
        var person = Delivered.registered(gateway);
        var acknowledged = new ArrayList<String>();
        try (var disk = FullDisk.under(DEPLOYMENT, "audit.record")) {
            disk.fill();
            assertThat(Eventually.holds(() -> refuses(person, acknowledged))).isTrue();
            Delivered.refused(person.read(gateway));
            assertThat(Together.all(20, _ -> person.read(gateway))).allSatisfy(Delivered::refused);
            assertThat(recorded()).containsAll(acknowledged);

            disk.clear();
            assertThat(Eventually.holds(() -> person.read(gateway).status() == 200)).isTrue();
        }
        Delivered.served(person.read(gateway));
    }

    /** What fits into pages that were there before is still acknowledged, and kept. */
    private boolean refuses(Delivered person, List<String> acknowledged) {
        var answer = person.read(gateway);
        if (answer.status() == 200) {
            acknowledged.add(answer.header("Menshen-Decision"));
        }
        return answer.status() == 503;
    }

    private static List<String> recorded() throws Exception {
        return DEPLOYMENT.ask("SELECT decision_id FROM audit.record");
    }

    @Test
    void the_databases_disk_is_full_and_nobody_is_taken_in_by_half() throws Exception {
        var acknowledged = new ArrayList<String>();
        Delivered.registered(gateway);
        try (var disk = FullDisk.under(DEPLOYMENT, "identity.value")) {
            disk.fill();
            assertThat(Eventually.holds(() -> takesNobody(acknowledged))).isTrue();
            assertThat(Together.all(8, _ -> take())).allSatisfy(Delivered::refused);
            assertThat(people()).containsAll(acknowledged);
            assertThat(halves()).containsExactly("0");

            disk.clear();
            assertThat(Eventually.holds(() -> take().status() == 200)).isTrue();
        }
        assertThat(halves()).containsExactly("0");
    }

    private boolean takesNobody(List<String> acknowledged) {
        var answer = take();
        if (answer.status() == 200) {
            var subject = gateway.registered(answer.text("subject"));
            acknowledged.add(subject.value().toString());
        }
        return answer.status() == 503;
    }

    private Answer take() {
        return gateway.post("/v1/intakes", Caller.of("app"), Delivered.newcomer().body());
    }

    private static List<String> people() throws Exception {
        return DEPLOYMENT.ask("SELECT subject_id::text FROM subject.key_record");
    }

    /** Key records whose values are missing, and values whose key record is. */
    private static List<String> halves() throws Exception {
        return DEPLOYMENT.ask(
                """
                SELECT count(*) FROM subject.key_record k FULL JOIN (SELECT DISTINCT row_id FROM identity.value) v
                    ON v.row_id = k.identity_row WHERE k.identity_row IS NULL OR v.row_id IS NULL
                """);
    }
}
