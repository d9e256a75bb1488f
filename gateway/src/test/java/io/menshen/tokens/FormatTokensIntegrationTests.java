package io.menshen.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Drbg;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeysetFiles;
import io.menshen.storage.Pools;
import io.menshen.storage.RealPostgres;
import io.menshen.storage.Role;
import io.menshen.storage.TestLoops;
import io.menshen.tokens.FormatTokens.Held;
import io.menshen.tokens.ScopedTokens.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@Timeout(60)
@Clause("5.1-a")
class FormatTokensIntegrationTests {
    private static final SubjectId PERSON = SubjectId.random();
    private static final Held MOBILE = held("13800000001");
    private static final Held OTHER = held("13800000002");
    private static final Held CARD = held("6222020200112230");

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

    @Test
    void a_value_has_one_token_and_the_token_leads_back() {
        var token = mobile(MOBILE);

        assertThat(token).matches("154\\d{8}");
        assertThat(mobile(held("13800000001"))).isEqualTo(token);
        assertThat(mobile(OTHER)).isNotEqualTo(token);
        assertThat(value(scope, "mobile", token)).isEqualTo("13800000001");
    }

    @Test
    void many_at_once_get_one_token_a_value() {
        var issued =
                Flux.range(0, 600)
                        .flatMap(
                                i ->
                                        tokens.of(
                                                scope,
                                                "mobile",
                                                FormatToken.MOBILE,
                                                held("139000000" + (10 + i % 60))),
                                600)
                        .distinct()
                        .count();

        StepVerifier.create(issued).expectNext(60L).verifyComplete();
    }

    @Test
    void two_instances_at_once_agree_on_a_token() {
        var second = tokens(Drbg.seeded());
        var issued =
                Flux.range(0, 40)
                        .flatMap(
                                i ->
                                        (i % 2 == 0 ? tokens : second)
                                                .of(scope, "mobile", FormatToken.MOBILE, MOBILE),
                                40)
                        .distinct()
                        .count();

        StepVerifier.create(issued).expectNext(1L).verifyComplete();
    }

    @Test
    void foreign_scopes_and_fields_get_another_token_and_the_same_nothing() {
        var token = mobile(MOBILE);
        var foreign =
                Stream.of(
                        new Scope("x" + consumer, "orders"),
                        new Scope(consumer, "care"),
                        new Scope(consumer + "orders", ""));

        foreign.forEach(other -> {
            var theirs = tokens.of(other, "mobile", FormatToken.MOBILE, MOBILE).block();
            assertThat(theirs).isNotEqualTo(token);
            assertThat(value(other, "mobile", token)).isEmpty();
        });
        assertThat(value(scope, "landline", token)).isEmpty();
    }

    @Test
    void odd_and_unknown_texts_get_nothing() {
        for (var text :
                List.of("", "13800000001", "15400000000x", "'; DROP", "154".repeat(9_999))) {
            assertThat(value(scope, "mobile", text)).isEmpty();
        }
        assertThat(value(scope, "mobile", "ft1_" + "A".repeat(22))).isEmpty();
    }

    @Test
    void what_is_drawn_twice_is_drawn_again() {
        var stuck = tokens(new Sequence(List.of(41, 41, 41, 42)));
        var first = stuck.of(scope, "mobile", FormatToken.MOBILE, MOBILE).block();
        var second = stuck.of(scope, "mobile", FormatToken.MOBILE, OTHER);

        assertThat(first).isEqualTo("15400000041");
        StepVerifier.create(second).expectNext("15400000042").verifyComplete();
    }

    @Test
    void a_space_that_is_used_up_refuses_and_never_shares_a_token() {
        var stuck = tokens(new Sequence(List.of(77)));
        stuck.of(scope, "mobile", FormatToken.MOBILE, MOBILE).block();

        StepVerifier.create(stuck.of(scope, "mobile", FormatToken.MOBILE, OTHER))
                .expectErrorSatisfies(e ->
                        assertThat(((RefusedException) e).refusal().kind())
                                .isEqualTo(Refusal.Kind.STORE_UNAVAILABLE))
                .verify();
    }

    @Test
    void nothing_of_the_value_stands_in_the_row() throws SQLException {
        var token =
                tokens.of(scope, "bank_card_no", FormatToken.CARD, CARD)
                        .blockOptional()
                        .orElseThrow();

        var hex = HexFormat.of().formatHex("6222020200112230".getBytes(StandardCharsets.US_ASCII));
        var row =
                superuser("SELECT t::text FROM token.format_token t WHERE token = '" + token + "'");
        assertThat(row).doesNotContain("6222020200112230").doesNotContain(hex);
        assertThat(value(scope, "bank_card_no", token)).isEqualTo("6222020200112230");
    }

    @Test
    void a_row_that_was_exchanged_or_altered_does_not_open() throws SQLException {
        var first = mobile(MOBILE);
        var second = mobile(OTHER);
        superuser(
                """
                UPDATE token.format_token SET sealed =
                    (SELECT sealed FROM token.format_token WHERE token = '%s')
                WHERE token = '%s' RETURNING token
                """
                        .formatted(first, second));

        StepVerifier.create(tokens.held(scope, "mobile", second))
                .verifyError(IntegrityException.class);
        assertThat(value(scope, "mobile", first)).isEqualTo("13800000001");
    }

    @Test
    void two_people_with_one_value_have_two_tokens() {
        var other = new Held(SubjectId.random(), MOBILE.value());
        var theirs = mobile(other);

        assertThat(theirs).isNotEqualTo(mobile(MOBILE));
        assertThat(tokens.held(scope, "mobile", theirs).block()).isNotNull();
        assertThat(tokens.held(scope, "mobile", theirs).map(Held::subject).block())
                .isEqualTo(other.subject());
    }

    @Test
    void a_nearly_empty_space_raises_no_alarm() {
        StepVerifier.create(tokens.space())
                .assertNext(space -> {
                    assertThat(space.used()).isLessThan(0.01);
                    assertThat(space.alarm()).isFalse();
                })
                .verifyComplete();
        assertThat(new FormatTokens.Space(0.5).alarm()).isTrue();
    }

    @Test
    void a_space_of_one_token_is_seen_as_full() {
        var stuck = tokens(new Sequence(List.of(7)));
        stuck.of(scope, "mobile", FormatToken.MOBILE, MOBILE).block();

        StepVerifier.create(stuck.space())
                .assertNext(space -> assertThat(space.alarm()).isTrue())
                .verifyComplete();
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

    private static String superuser(String sql) throws SQLException {
        var url =
                "jdbc:postgresql://127.0.0.1:"
                        + POSTGRES.properties().port()
                        + "/postgres?user=postgres&password=postgres";
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            return answer.next() ? String.valueOf(answer.getString(1)) : "";
        }
    }

    /** Draws what it was told, the last one for ever. */
    private static final class Sequence implements RandomGenerator {
        private final List<Integer> numbers;
        private int next;

        Sequence(List<Integer> numbers) {
            this.numbers = numbers;
        }

        @Override
        public int nextInt(int bound) {
            return numbers.get(Math.min(next++, numbers.size() - 1));
        }

        @Override
        public long nextLong() {
            return nextInt(Integer.MAX_VALUE);
        }
    }
}
