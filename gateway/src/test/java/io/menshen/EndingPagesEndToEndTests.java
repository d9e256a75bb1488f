package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.erasure.Erasure;
import io.menshen.journal.JournalEntry.Kind;
import io.menshen.kernel.Clause;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person closes their account, or erases their data: what they are told before, and after. */
class EndingPagesEndToEndTests {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CLOSE = "/en/me/account/close";
    private static final String ERASE = "/en/me/account/erase";
    private static final Pattern SAVED = Pattern.compile("data:application/json;base64,([^\"]+)");
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment(settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final OwnVisit visit = OwnVisit.of(gateway, INBOX);
    private final Marketed marketed = new Marketed(visit.id());

    private static String[] settings() {
        var settings = new ArrayList<>(List.of(INBOX.settings()));
        settings.add("--menshen.login.per-address=10000");
        settings.add("--menshen.storage.acquire=2s");
        settings.add("--menshen.audit.commit=3s");
        settings.add("--menshen.journal.look=100ms");
        return settings.toArray(String[]::new);
    }

    @AfterEach
    void now() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    private String lifecycle() {
        try {
            return DEPLOYMENT.ask(visit.sql("lifecycle")).getFirst();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Kind> journalled() {
        return visit.journalled();
    }

    private List<String> receipts() throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT receipt_id FROM subject.erasure_receipt WHERE subject_id = '%s'"
                        .formatted(visit.id().value()));
    }

    private static String proof(String page) {
        var saved = SAVED.matcher(page);
        assertThat(saved.find()).as(page).isTrue();
        return new String(Base64.getDecoder().decode(saved.group(1)), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSE, ERASE})
    void one_fact_ends_nothing(String path) {
        visit.showsCode();
        visit.page("/en/me/choices");
        OwnVisit.shut(visit.browser().post(path, Map.of()));
        assertThat(lifecycle()).isEqualTo("active");
        assertThat(journalled()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSE, ERASE})
    void looking_ends_nothing_nor_does_a_press_with_facts_or_a_form_that_are_stale(String path) {
        visit.inside();
        visit.page(path);
        assertThat(visit.browser().post(path, Map.of("form", "x".repeat(43))).statusCode())
                .isEqualTo(403);
        DEPLOYMENT.clock().set(Duration.ofMinutes(6));
        assertThat(visit.browser().post(path, Map.of()).statusCode()).isEqualTo(403);
        assertThat(lifecycle()).isEqualTo("active");
        assertThat(journalled()).isEmpty();
    }

    @Test
    @Clause("7-c")
    void one_press_closes_and_ends_every_use() throws Exception {
        visit.inside();
        assertThat(visit.page(CLOSE)).contains("Name", "Mobile number", "marketing by e-mail");
        var cookie = visit.browser().cookie();

        var done = OwnVisit.shown(visit.browser().post(CLOSE, Map.of()));

        assertThat(done).contains("Your account is closed");
        assertThat(lifecycle()).isEqualTo("closed");
        assertThat(DEPLOYMENT.ask(visit.acts())).containsExactly("close permitted");
        assertThat(marketed.read(gateway).text("type")).isEqualTo("/problems/subject-unavailable");
        assertThat(visit.browser().cookie()).isEmpty();
        visit.browser().takes(cookie);
        assertThat(visit.browser().post(CLOSE, Map.of()).body()).isEqualTo(done);
        assertThat(journalled()).containsExactly(Kind.CLOSURE);
        assertThat(visit.browser().get("/en/me").statusCode()).isEqualTo(303);
        visit.browser().get("/en/login");
        assertThat(visit.browser().post(CLOSE, Map.of()).statusCode()).isEqualTo(303);
    }

    @Test
    @Clause({"7-a", "7-c", "7-k"})
    void one_press_erases_and_gives_the_receipt_which_others_check() throws Exception {
        visit.inside();
        assertThat(visit.page(ERASE))
                .contains(
                        "Name",
                        "Mobile number",
                        "Addresses",
                        "marketing by e-mail",
                        "keyed checksum")
                .doesNotContain("诸葛", visit.number(), "stays_");

        var done = OwnVisit.shown(visit.browser().post(ERASE, Map.of()));

        assertThat(receipts()).hasSize(1);
        assertThat(done).contains(receipts().getFirst(), "download=\"erasure-");
        var run = PrivacyDesk.of(DEPLOYMENT).verified(proof(done));
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(proof(done)).contains("\"reason\":\"requested\"").doesNotContain("诸葛");
        assertThat(lifecycle()).isEqualTo("erased");
        assertThat(journalled()).containsExactly(Kind.ERASURE);
        assertThat(visit.browser().cookie()).isEmpty();
        assertThat(marketed.read(gateway).status()).isEqualTo(403);
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT count(*) FROM audit.record WHERE consumer = 'privacy-centre' AND purpose = 'person_account' AND operation = 'erase' AND outcome = 'permitted'"))
                .isNotEqualTo(List.of("0"));
    }

    @Test
    @Clause("7-k")
    void a_second_press_has_the_receipt_of_the_first_and_every_other_page_is_shut()
            throws Exception {
        visit.inside();
        visit.page(ERASE);
        var cookie = visit.browser().cookie();

        var both = Together.all(2, _ -> visit.browser().post(ERASE, Map.of()));

        both.forEach(OwnVisit::shown);
        assertThat(proof(both.getLast().body())).isEqualTo(proof(both.getFirst().body()));
        visit.browser().takes(cookie);
        var later = visit.browser().post(ERASE, Map.of());
        assertThat(proof(OwnVisit.shown(later))).isEqualTo(proof(both.getFirst().body()));
        assertThat(receipts()).hasSize(1);
        assertThat(journalled()).containsExactly(Kind.ERASURE);
        visit.browser().takes(cookie);
        assertThat(visit.browser().get("/en/me/data").statusCode()).isEqualTo(303);
        assertThat(visit.browser().get("/en/me").statusCode()).isEqualTo(303);
    }

    @Test
    @Clause("7-b")
    void what_a_law_keeps_is_told_before_and_in_the_receipt() throws Exception {
        var imported = new Imported(gateway);
        imported.put(visit.id(), "payment", "transaction_amount", "199.00");
        visit.inside();

        assertThat(visit.page(ERASE))
                .contains("amount: ", "E-Commerce Law", "used for nothing else");
        var done = OwnVisit.shown(visit.browser().post(ERASE, Map.of()));

        assertThat(done).contains("A law keeps a part until");
        assertThat(proof(done)).contains("payment transaction_amount");
        assertThat(lifecycle()).isEqualTo("frozen");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSE, ERASE})
    @Clause("7-b")
    void under_a_hold_nothing_is_ended_nor_begun(String path) throws Exception {
        visit.inside();
        visit.page(path);
        Objects.requireNonNull(gateway.bean(Erasure.class).freeze(visit.id()).block(SOON));

        var pressed = visit.browser().post(path, Map.of());

        assertThat(pressed.statusCode()).as(pressed.body()).isEqualTo(403);
        assertThat(pressed.body()).contains("cannot be done now").doesNotContain("hold", "??");
        var looked = visit.browser().get(path);
        assertThat(looked.statusCode()).isEqualTo(403);
        assertThat(looked.body()).contains("cannot be done now").doesNotContain("诸葛");
        assertThat(lifecycle()).isEqualTo("frozen");
        assertThat(journalled()).containsExactly(Kind.HOLD);
        assertThat(receipts()).isEmpty();
    }
}
