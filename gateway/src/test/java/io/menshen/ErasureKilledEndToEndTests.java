package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** kill -9 of a gateway at each step of an erasure: it is done once, with one receipt. */
@Clause({"7-a", "7-h", "7-k"})
class ErasureKilledEndToEndTests {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String KEY = "Idempotency-Key";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    PrivacyDesk.busy(),
                    "--menshen.journal.look=100ms",
                    "--menshen.journal.grace=300ms",
                    "--menshen.storage.statement=1m");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final PrivacyDesk desk = PrivacyDesk.of(DEPLOYMENT);
    private final SubjectId person = Member.number(NUMBERS.incrementAndGet()).registered(gateway);

    /** In the order of the transaction; the journal is written after all of them. */
    @ParameterizedTest
    @CsvSource({
        "INSERT, token.erased_owner, true",
        "UPDATE, subject.key_record, NEW.lifecycle = 'erased'",
        "DELETE, identity.value, true",
        "DELETE, sensitive.value, true",
        "DELETE, profile.value, true",
        "INSERT, subject.erasure_receipt, true",
        "INSERT, subject.event_queue, NEW.kind = 'erasure'",
        "INSERT, idempotency.answer, true"
    })
    void before_the_journal_nothing_was_done_and_the_repeated_request_does_it(
            String event, String table, String when) throws Exception {
        killed(event, table, when);

        assertThat(column("lifecycle")).isEqualTo("active");
        assertThat(column("service_key")).isNotEqualTo("null");
        assertThat(receipts()).isEmpty();
        proved(again());
    }

    @Test
    @Clause("7-b")
    void of_whom_a_law_keeps_something_it_is_the_same() throws Exception {
        var imported = new Imported(gateway);
        imported.put(person, "invoice_tax", "invoice_title", "上海示例贸易有限公司");
        killed("UPDATE", "subject.key_record", "NEW.service_key IS NULL");

        assertThat(column("lifecycle")).isEqualTo("active");
        assertThat(column("service_key")).isNotEqualTo("null");
        proved(again());
        assertThat(column("lifecycle")).isEqualTo("frozen");
        assertThat(column("service_key")).isEqualTo("null");
    }

    @Test
    void after_the_journal_another_gateway_ends_it_with_the_reason_that_was_said()
            throws Exception {
        killed("INSERT", "subject.journal_applied", "true");

        assertThat(Eventually.holds(() -> column("lifecycle").equals("erased"))).isTrue();
        assertThat(Eventually.holds(() -> again().status() == 200)).isTrue();
        var answer = again();
        proved(answer);
        assertThat(answer.body().path("proof").path("receipt").path("reason").asString(""))
                .isEqualTo("requested");
    }

    private void proved(Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var id = answer.body().path("proof").path("receipt").path("id").asString("");
        assertThat(receipts()).containsExactly(id);
        var run = desk.verified(answer.text());
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(again().text()).contains(id);
        assertThat(receipts()).containsExactly(id);
    }

    private Answer again() {
        return gateway.post(PrivacyDesk.ERASURES, PrivacyDesk.OFFICER, desk.erasing(person), key());
    }

    private Map<String, String> key() {
        return Map.of(KEY, "erase-" + person.value());
    }

    private String column(String name) {
        return asked(
                        "SELECT %s FROM subject.key_record WHERE subject_id = '%s'"
                                .formatted(name, person.value()))
                .getFirst();
    }

    private List<String> receipts() {
        return asked(
                "SELECT receipt_id FROM subject.erasure_receipt WHERE subject_id = '%s'"
                        .formatted(person.value()));
    }

    private static List<String> asked(String sql) {
        try {
            return DEPLOYMENT.ask(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another gateway is asked, and killed where it wants to change such a row. */
    private void killed(String event, String table, String when) throws Exception {
        var ports = FreePorts.choose();
        try (var client = HttpClient.newHttpClient()) {
            new KilledCommand(DEPLOYMENT)
                    .at(
                            event,
                            table,
                            when,
                            () -> {
                                var process = process(ports);
                                asked(client, ports.api());
                                return process;
                            });
        }
    }

    private static JavaProcess process(FreePorts ports) throws IOException {
        return JavaProcess.start(
                Gateway.class, List.of(DEPLOYMENT.settings(ports.api(), ports.management())));
    }

    /** Once it serves, it is asked to erase; nobody waits for the answer. */
    private void asked(HttpClient client, int port) {
        var reading = Map.of("purpose", "order_fulfil", "subject", Map.of("mobile", "13811112222"));
        var delivery = RunningGateway.Caller.of("delivery");
        var read = request(port, "/v1/disclosures", delivery, reading).build();
        assertThat(Eventually.holds(() -> status(client, read) == 404)).isTrue();
        var erase =
                request(port, PrivacyDesk.ERASURES, PrivacyDesk.OFFICER, desk.erasing(person))
                        .header(KEY, "erase-" + person.value())
                        .build();
        var _ = client.sendAsync(erase, HttpResponse.BodyHandlers.discarding());
    }

    private HttpRequest.Builder request(
            int port, String path, RunningGateway.Caller caller, Map<String, ?> body) {
        var authorization =
                gateway.request("/", caller)
                        .build()
                        .headers()
                        .firstValue("Authorization")
                        .orElseThrow();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(LONG)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                JsonMapper.shared().writeValueAsString(body)));
    }

    private static int status(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
