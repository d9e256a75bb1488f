package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Health;
import io.menshen.kernel.HealthPart;
import io.menshen.kernel.SubjectId;
import io.menshen.web.Eventually;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parts are lost while a person makes a copy, fetches it, or asks for something. */
class CopyFaultsEndToEndTests {
    private static final String COPY = CopyPagesEndToEndTests.COPY;
    private static final String REQUESTS = "/en/me/requests";
    private static final String LATER = "Not possible right now";
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    PersonAtPages.settings(
                            INBOX, "--menshen.storage.acquire=2s", "--menshen.audit.commit=3s"));

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private PersonAtPages person =
            new PersonAtPages(gateway, INBOX, 0, SubjectId.random(), new PersonBrowser(gateway));

    @BeforeEach
    void register() {
        // The test before may have taken a part away; it is there again in a moment.
        assertThat(Eventually.holds(() -> allIsUp() && isIn())).isTrue();
        person.page(COPY);
    }

    private boolean isIn() {
        try {
            person = PersonAtPages.registered(gateway, INBOX).showsBoth();
            return true;
        } catch (IllegalStateException | AssertionError _) {
            return false;
        }
    }

    private boolean allIsUp() {
        return gateway.beans(HealthPart.class).stream()
                .filter(HealthPart::required)
                .allMatch(part -> part.health().state() == Health.State.UP);
    }

    private HttpResponse<String> makes(String form) {
        return person.browser().post(COPY + "/" + form, Map.of());
    }

    private static void told(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains(LATER).doesNotContain("huimin", "诸葛");
    }

    private List<String> kept() throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT copy_id FROM cases.copy WHERE subject_id = '%s'"
                        .formatted(person.id().value()));
    }

    private String fetched() {
        return PersonAtPages.whole(
                        person.browser().get(CopyPagesEndToEndTests.link(person.page(COPY).body())))
                .body();
    }

    @Test
    void the_database_restarts_during_copies_and_each_is_whole_or_not_there() throws Exception {
        var over = new AtomicBoolean();
        var made = new AtomicInteger();
        var makers = CompletableFuture.supplyAsync(() -> Together.all(3, _ -> making(over, made)));
        assertThat(Eventually.holds(() -> made.get() >= 3)).isTrue();
        DEPLOYMENT.postgres().restartAtOnce();
        var before = made.get();
        assertThat(Eventually.holds(() -> made.get() >= before + 3)).isTrue();
        over.set(true);

        assertThat(makers.join()).allMatch(odd -> odd.isEmpty());
        assertThat(kept()).hasSize(1);
        assertThat(fetched()).contains("诸葛慧敏", "</html>");
        var requested = person.browser().post(REQUESTS, Map.of("kind", "object"));
        assertThat(PersonAtPages.whole(requested).body()).contains("We have your request.");
    }

    /** Whatever was answered but the way on and the page that says to come back. */
    private String making(AtomicBoolean over, AtomicInteger made) {
        while (!over.get()) {
            var answer = makes("html");
            if (answer.statusCode() == 303 && answer.headers().map().toString().contains(COPY)) {
                made.incrementAndGet();
            } else if (answer.statusCode() != 503 || !answer.body().contains(LATER)) {
                return answer.statusCode() + " " + answer.body();
            }
        }
        return "";
    }

    @Test
    void without_the_database_nothing_is_made_opened_or_given() throws Exception {
        makes("json");
        var link = CopyPagesEndToEndTests.link(person.page(COPY).body());
        DEPLOYMENT.wire().cut();
        try {
            told(makes("csv"));
            told(person.browser().get(link));
            told(person.browser().post(REQUESTS, Map.of("kind", "object")));
        } finally {
            DEPLOYMENT.wire().mend();
        }
        assertThat(Eventually.holds(() -> person.browser().get(COPY).statusCode() == 200)).isTrue();
        assertThat(kept()).hasSize(1);
        assertThat(fetched()).contains("诸葛慧敏");
        assertThat(person.page(REQUESTS).body()).contains("You have asked for nothing yet.");
    }

    @Test
    void while_the_audit_takes_no_record_nothing_is_made_opened_or_given() throws Exception {
        makes("json");
        var link = CopyPagesEndToEndTests.link(person.page(COPY).body());
        try (var owner = DEPLOYMENT.owner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE audit.record IN ACCESS EXCLUSIVE MODE");
            told(makes("csv"));
            told(person.browser().get(link));
            told(person.browser().post(REQUESTS, Map.of("kind", "object")));
            owner.rollback();
        }
        assertThat(Eventually.holds(() -> person.browser().get(COPY).statusCode() == 200)).isTrue();
        assertThat(kept()).hasSize(1);
        assertThat(person.page(REQUESTS).body()).contains("You have asked for nothing yet.");
    }

    @Test
    void without_redis_the_pages_say_to_come_back_and_the_copy_is_there_afterwards()
            throws Exception {
        makes("json");
        var link = CopyPagesEndToEndTests.link(person.page(COPY).body());

        DEPLOYMENT.redis().kill();
        told(person.browser().get(COPY));
        told(person.browser().get(link));
        told(makes("csv"));
        told(person.browser().get(REQUESTS));
        told(person.browser().post(REQUESTS, Map.of("kind", "object")));

        DEPLOYMENT.redis().startAgain();
        assertThat(Eventually.holds(() -> person.browser().get("/en/me").statusCode() != 503))
                .isTrue();
        person.showsBoth();
        assertThat(person.browser().get(link).statusCode()).isEqualTo(200);
        assertThat(kept()).hasSize(1);
    }
}
