package io.menshen.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Drbg;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeysetFiles;
import io.menshen.keys.KeysetRotation;
import io.menshen.storage.Pools;
import io.menshen.storage.RealPostgres;
import io.menshen.storage.Role;
import io.menshen.storage.TestLoops;
import io.menshen.storage.Transactions;
import io.menshen.tokens.FormatTokens.Held;
import io.menshen.tokens.ScopedTokens.Scope;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

/** Format tokens as those of one person: how they go with the person and stay with new keys. */
@Timeout(60)
class FormatTokensOfPeopleIntegrationTests {
    private static final SubjectId PERSON = SubjectId.random();
    private static final Held MOBILE = held("13800000001");
    private static final Held OTHER = held("13800000002");

    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

    @TempDir Path folder;

    private final Pools pools = new Pools(POSTGRES.properties());
    private final String consumer = "c" + UUID.randomUUID();
    private final Scope scope = new Scope(consumer, "orders");
    private KeyRing keys;
    private FormatTokens tokens;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        var files = new KeysetFiles(folder);
        files.create();
        keys = files.open();
        tokens = tokens(Drbg.seeded());
    }

    private static Held held(String value) {
        return new Held(PERSON, Personal.of(value));
    }

    @AfterEach
    void close() {
        pools.close();
    }

    private FormatTokens tokens(RandomGenerator random) {
        var sealing = new Sealing(keys);
        var database = pools.of(Role.TOKEN);
        var issuing = new Issuing(database, sealing, Clock.systemUTC(), random);
        return new StoredFormatTokens(database, TestLoops.LOOPS, sealing, issuing, random);
    }

    private String mobile(Held held) {
        return tokens.of(scope, "mobile", FormatToken.MOBILE, held).blockOptional().orElseThrow();
    }

    private String value(Scope scope, String field, String token) {
        return tokens.held(scope, field, token)
                .map(Held::value)
                .map(Personal::open)
                .blockOptional(Duration.ofSeconds(10))
                .orElse("");
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:"
                + POSTGRES.properties().port()
                + "/postgres?user=postgres&password=postgres";
    }

    private static String superuser(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            return answer.next() ? String.valueOf(answer.getString(1)) : "";
        }
    }

    @Test
    @Clause("7-a")
    void erasing_a_person_forgets_all_their_tokens_and_draws_none_any_more() {
        var care = new Scope(consumer, "care");
        var gone = mobile(MOBILE);
        var former = mobile(OTHER);
        var alsoGone = tokens.of(care, "mobile", FormatToken.MOBILE, MOBILE).block();
        var stays = mobile(new Held(SubjectId.random(), MOBILE.value()));

        assertThat(erase(PERSON)).isGreaterThanOrEqualTo(3L);
        assertThat(erase(PERSON)).isZero();
        assertThat(value(scope, "mobile", gone)).isEmpty();
        assertThat(value(scope, "mobile", former)).isEmpty();
        assertThat(value(care, "mobile", String.valueOf(alsoGone))).isEmpty();
        assertThat(value(scope, "mobile", stays)).isEqualTo("13800000001");
        refusesToDraw(MOBILE);
        refusesToDraw(held("13800000003"));
    }

    private void refusesToDraw(Held held) {
        StepVerifier.create(tokens.of(scope, "mobile", FormatToken.MOBILE, held))
                .expectErrorSatisfies(e ->
                        assertThat(((RefusedException) e).refusal().kind())
                                .isEqualTo(Refusal.Kind.STORE_UNAVAILABLE))
                .verify();
    }

    private long erase(SubjectId person) {
        return Transactions.run(pools.of(Role.ERASURE), c -> tokens.erase(c, person))
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void a_draw_waits_for_an_erasure_under_way_and_draws_nothing_then() throws SQLException {
        var person = SubjectId.random();
        var held = new Held(person, MOBILE.value());
        var owner = Wanted.hex(new Sealing(keys).owners(person).getFirst());
        try (var other = DriverManager.getConnection(url());
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT token.erase(ARRAY['%s'])".formatted(owner));
            var drawn = tokens.of(scope, "mobile", FormatToken.MOBILE, held).toFuture();
            assertThat(Eventually.holds(FormatTokensOfPeopleIntegrationTests::somebodyWaits))
                    .isTrue();
            assertThat(drawn).isNotDone();
            other.commit();
            assertThat(drawn).failsWithin(Duration.ofSeconds(30));
        }
        assertThat(count("owner_mac = '" + owner + "'")).isEqualTo("0");
    }

    @Test
    void a_row_is_written_anew_under_the_present_keys_and_its_token_stays() throws Exception {
        var token = mobile(MOBILE);
        KeysetRotation.rotate(folder);
        keys = new KeysetFiles(folder).open();
        var rotated = tokens(Drbg.seeded());

        assertThat(rotated.of(scope, "mobile", FormatToken.MOBILE, MOBILE).block())
                .isEqualTo(token);
        assertThat(rotated.renew(scope, "mobile", token, MOBILE).block()).isEqualTo(token);

        assertThat(count("key_version = 2 AND token = '" + token + "'")).isEqualTo("1");
        assertThat(rotated.of(scope, "mobile", FormatToken.MOBILE, MOBILE).block())
                .isEqualTo(token);
        assertThat(rotated.held(scope, "mobile", token).map(Held::subject).block())
                .isEqualTo(PERSON);
        assertThat(rotated.renew(scope, "mobile", "15400000000", OTHER).blockOptional()).isEmpty();
    }

    private static boolean somebodyWaits() {
        try {
            return !superuser(
                            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String count(String where) throws SQLException {
        return superuser("SELECT count(*) FROM token.format_token WHERE " + where);
    }
}
