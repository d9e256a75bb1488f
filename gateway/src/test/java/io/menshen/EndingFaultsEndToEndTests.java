package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.journal.JournalEntry.Kind;
import io.menshen.kernel.Clause;
import io.menshen.web.Eventually;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parts that are lost while a person erases their data. */
@Clause({"7-a", "7-k"})
class EndingFaultsEndToEndTests {
    private static final String ERASE = "/en/me/account/erase";
    private static final String FIELD = "/en/me/account/fields/full_name";
    private static final String WAITING =
            "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%key%' AND datname = current_database()";
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment(settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final OwnVisit visit = OwnVisit.of(gateway, INBOX);

    private static String[] settings() {
        var settings = new ArrayList<>(List.of(INBOX.settings()));
        settings.add("--menshen.login.per-address=10000");
        settings.add("--menshen.journal.look=100ms");
        settings.add("--menshen.storage.statement=1m");
        return settings.toArray(String[]::new);
    }

    private static boolean isWaiting() {
        try {
            return !DEPLOYMENT.ask(WAITING).isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> pressed(OwnVisit visit) {
        return visit.browser().post(ERASE, Map.of());
    }

    /** Presses while a row of theirs is held, and takes the database away. */
    private int restarted(Supplier<HttpResponse<String>> press) throws Exception {
        CompletableFuture<HttpResponse<String>> pressed;
        try (var owner = DEPLOYMENT.owner();
                var lock = owner.createStatement()) {
            owner.setAutoCommit(false);
            lock.execute(visit.sql("lifecycle") + " FOR UPDATE");
            pressed = CompletableFuture.supplyAsync(press);
            assertThat(Eventually.holds(EndingFaultsEndToEndTests::isWaiting)).isTrue();
            DEPLOYMENT.postgres().restartAtOnce();
        }
        return pressed.join().statusCode();
    }

    @Test
    void postgresql_restarted_in_the_midst_of_it_the_next_press_ends_it_once() throws Exception {
        visit.inside();
        visit.page(ERASE);
        var cookie = visit.browser().cookie();

        assertThat(restarted(() -> pressed(visit))).isIn(200, 503);
        assertThat(Eventually.holds(() -> again(cookie))).isTrue();

        assertThat(DEPLOYMENT.ask(visit.sql("lifecycle"))).containsExactly("erased");
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT receipt_id FROM subject.erasure_receipt WHERE subject_id = '%s'"
                                        .formatted(visit.id().value())))
                .hasSize(1);
        assertThat(visit.journalled()).containsExactly(Kind.ERASURE);
    }

    @Test
    @Clause("PIPL-46")
    void postgresql_restarted_in_the_midst_of_a_correction_the_next_press_makes_it()
            throws Exception {
        visit.inside();
        visit.page(FIELD);

        assertThat(restarted(this::corrected)).isIn(200, 503);
        assertThat(Eventually.holds(() -> corrected().statusCode() == 200)).isTrue();

        assertThat(visit.page("/en/me/data")).contains(">欧阳*<").doesNotContain("诸葛");
    }

    private HttpResponse<String> corrected() {
        return visit.browser().post(FIELD, Map.of("value", "欧阳明"));
    }

    private boolean again(@Nullable String cookie) {
        visit.browser().takes(cookie);
        var answer = pressed(visit);
        return answer.statusCode() == 200 && answer.body().contains("data:application/json");
    }

    @Test
    void without_redis_nothing_is_erased() throws Exception {
        visit.inside();
        visit.page(ERASE);
        DEPLOYMENT.redis().freeze();
        try {
            assertThat(pressed(visit).statusCode()).isEqualTo(503);
        } finally {
            DEPLOYMENT.redis().thaw();
        }
        assertThat(DEPLOYMENT.ask(visit.sql("lifecycle"))).containsExactly("active");
    }
}
