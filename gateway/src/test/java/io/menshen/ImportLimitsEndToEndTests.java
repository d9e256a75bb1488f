package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.SubjectId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rows of an import cannot do: take a withdrawal back, or stop those behind them. */
class ImportLimitsEndToEndTests {
    private static final Caller MARKETING = Caller.of("mail-marketing");
    private static final String PURPOSE = "marketing_email";
    private static final AtomicInteger NUMBERS = new AtomicInteger(100);

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.getAndAdd(100);
    private final SentRows sent = new SentRows(gateway, "limits-" + number);

    private static Member agreeing(int number, Map<String, ?> more) {
        var consent = new HashMap<String, Object>(more);
        consent.putAll(Map.of("purpose", PURPOSE, "notice_version", 1, "act", "signed"));
        return SentRows.member(number).consent(consent);
    }

    private static Map<String, ?> earlier(String at) {
        return Map.of("earlier", Map.of("at", at, "channel", "service_desk"));
    }

    private List<String> told(Member... rows) {
        return SentRows.told(sent.ndjson(sent.lines(Stream.of(rows))));
    }

    private SubjectId withdrawn() {
        var person = Member.number(number).consents(PURPOSE).registered(gateway);
        var body = Map.of("purpose", PURPOSE, "subject", subject(person));
        var answer = gateway.post("/v1/withdrawals", MARKETING, body);
        assertThat(answer.text("status")).as(answer.text()).isEqualTo("withdrawn");
        return person;
    }

    private Map<String, ?> subject(SubjectId person) {
        return Map.of("token", gateway.token(person, MARKETING.consumer(), PURPOSE));
    }

    private Answer read(SubjectId person) {
        var body =
                Map.of("purpose", PURPOSE, "subject", subject(person), "fields", List.of("tier"));
        return gateway.post("/v1/disclosures", MARKETING, body);
    }

    private static int receipts() throws SQLException {
        return Integer.parseInt(DEPLOYMENT.ask("SELECT count(*) FROM subject.receipt").getFirst());
    }

    @Test
    void a_consent_without_evidence_takes_no_withdrawal_back() throws SQLException {
        var person = withdrawn();
        var receipts = receipts();

        assertThat(told(agreeing(number, Map.of())))
                .hasSize(1)
                .allMatch(told -> told.startsWith("1 refused "));
        assertThat(read(person).reasons()).containsExactly("consent_withdrawn");
        assertThat(receipts()).isEqualTo(receipts);
    }

    @Test
    void a_consent_without_evidence_counts_of_whom_nothing_is_known() {
        assertThat(told(agreeing(number, Map.of()), agreeing(number, Map.of())))
                .containsExactly("1 taken", "2 known");
    }

    @Test
    void evidence_from_after_the_withdrawal_counts_and_older_does_not() {
        var person = withdrawn();
        var old = agreeing(number, earlier("2025-03-08"));
        sent.ndjson(sent.lines(Stream.of(old)));
        assertThat(read(person).reasons()).containsExactly("consent_withdrawn");

        var again = new SentRows(gateway, "again-" + number);
        var now = agreeing(number, earlier(Instant.now().toString()));

        assertThat(SentRows.told(again.ndjson(again.lines(Stream.of(now)))))
                .containsExactly("1 known");
        assertThat(read(person).words("fields")).containsEntry("tier", "gold");
    }

    @Test
    void a_consent_from_before_all_notices_is_no_evidence() {
        assertThat(
                        told(
                                agreeing(number, earlier("1999-12-31")),
                                agreeing(number, earlier("-4800-01-01T00:00:00Z")),
                                agreeing(number, earlier("2000-01-01")),
                                agreeing(number + 1, earlier("2999-01-01"))))
                .containsExactly(
                        "1 refused /consents/1/earlier/at:range",
                        "2 refused /consents/1/earlier/at:range",
                        "3 taken",
                        "4 refused /consents/1/earlier/at:range");
    }

    @Test
    void a_row_that_the_database_never_takes_is_refused_and_the_others_are_taken()
            throws SQLException {
        for (var state : List.of("22003", "23514")) {
            refusing(state);
            try {
                var rows = new SentRows(gateway, "state-" + state);
                var first = number + (state.startsWith("22") ? 0 : 10);
                var marked = agreeing(first + 1, earlier("2002-03-04"));
                var all = Stream.of(SentRows.member(first), marked, SentRows.member(first + 2));
                var answers = rows.ndjson(rows.lines(all));

                assertThat(SentRows.told(answers))
                        .containsExactly("1 taken", "2 refused :unstorable", "3 taken");
                assertThat(answers.getLast().path("complete").asBoolean(false)).isTrue();
            } finally {
                DEPLOYMENT.change("DROP TRIGGER refusing ON subject.receipt");
            }
        }
    }

    /** Lets the database refuse receipts of a certain day. */
    private static void refusing(String state) throws SQLException {
        DEPLOYMENT.change(
                """
                CREATE OR REPLACE FUNCTION public.refusing() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'never' USING ERRCODE = '%s';
                END $$
                """
                        .formatted(state));
        DEPLOYMENT.change(
                "CREATE TRIGGER refusing BEFORE INSERT ON subject.receipt FOR EACH ROW WHEN (NEW.at = '2002-03-04 00:00+08') EXECUTE FUNCTION public.refusing()");
    }
}
