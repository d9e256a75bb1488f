package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.menshen.kernel.Clause;
import io.menshen.storage.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * migrate and doctor on one's own stores, by the commented file; parts are broken one at a time.
 */
class OwnStoresIntegrationTests {
    /** Everything that a migration could touch, with the transaction that wrote it last. */
    private static final List<String> STATE =
            List.of(
                    "SELECT rolname || rolpassword || rolcanlogin FROM pg_authid WHERE rolname LIKE 'menshen%' ORDER BY 1",
                    "SELECT oid::regclass || coalesce(relacl::text, '') || xmin FROM pg_class WHERE relnamespace::regnamespace::text IN"
                            + " ('subject','identity','sensitive','profile','audit','token','quota','idempotency') ORDER BY 1",
                    "SELECT oid::regprocedure || coalesce(proacl::text, '') || xmin FROM pg_proc WHERE pronamespace::regnamespace::text IN"
                            + " ('subject','identity','sensitive','profile','audit','token','quota','idempotency') ORDER BY 1",
                    "SELECT nspname || coalesce(nspacl::text, '') || xmin FROM pg_namespace ORDER BY 1",
                    "SELECT script || installed_on FROM subject.flyway_schema_history ORDER BY 1");

    @TempDir static Path folder;
    private static OwnParts parts;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void prepare() throws Exception {
        parts = new OwnParts(folder);
        var tests = new OwnStoresIntegrationTests();
        assertThat(tests.run("keys", "create", folder.resolve("etc/keys"))).isZero();
        parts.placeKeys();
        assertThat(tests.migrate()).as(tests.err.toString()).isZero();
        assertThat(tests.out.toString())
                .contains(
                        "role menshen_erasure is made",
                        "schema subject is at version",
                        "migrated:");
    }

    @AfterAll
    static void stop() throws IOException {
        parts.close();
    }

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        return Commands.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    private static Path file(UnaryOperator<String> change) throws IOException {
        var text = parts.configuration();
        var changed = change.apply(text);
        return Files.writeString(Files.createTempFile(folder, "menshen", ".yaml"), changed);
    }

    private int migrate() throws IOException {
        return migrate(file(UnaryOperator.identity()));
    }

    private int migrate(Path config) {
        return run(
                "migrate",
                "--config",
                config,
                "--user",
                OwnParts.OWNER,
                "--password-file",
                folder.resolve("owner"));
    }

    private static List<String> state() throws SQLException {
        var state = new ArrayList<String>();
        try (var connection = parts.inside();
                var statement = connection.createStatement()) {
            for (var question : STATE) {
                try (var rows = statement.executeQuery(question)) {
                    while (rows.next()) {
                        state.add(String.valueOf(rows.getString(1)));
                    }
                }
            }
        }
        return state;
    }

    @Test
    void a_second_migration_changes_nothing() throws Exception {
        var before = state();

        assertThat(migrate()).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("nothing to do").hasLineCount(1);
        assertThat(state()).hasSizeGreaterThan(40).isEqualTo(before);
    }

    @Test
    void a_password_that_changed_in_its_file_is_set_and_the_others_stay() throws Exception {
        OwnParts.secret(parts.passwordOf(Role.QUOTA), "another one");
        assertThat(migrate()).as(err.toString()).isZero();
        assertThat(out.toString())
                .startsWith("role menshen_quota has its new password")
                .hasLineCount(2);
        try (var session = parts.login(Role.QUOTA, "another one")) {
            assertThat(session.isValid(5)).isTrue();
        }
        OwnParts.secret(parts.passwordOf(Role.QUOTA), "a-secret-of-quota");
        assertThat(migrate()).isZero();
    }

    @Test
    void a_migration_without_its_files_says_which() throws IOException {
        var without = file(text -> text.replace("etc/passwords\n", "etc/nowhere\n"));

        assertThat(migrate(without)).isEqualTo(2);
        assertThat(err.toString())
                .contains("menshen.storage.password-folder", "nowhere")
                .hasLineCount(1);
        var wrong = file(text -> text.replace("pool-size:", "pol-size:"));
        assertThat(migrate(wrong)).isEqualTo(2);
        assertThat(err.toString())
                .contains("menshen.storage.pol-size", "pool-size")
                .hasLineCount(1);
        assertThat(run("doctor", "--config", wrong)).isEqualTo(2);
        assertThat(err.toString()).contains("menshen.storage.pol-size").hasLineCount(1);
    }

    /** What doctor found to fail, as part and what; no output holds a secret. */
    private List<String> failing(UnaryOperator<String> change) throws IOException {
        var code = run("doctor", "--json", "--config", file(change));
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).doesNotContain("a-secret-of", "an-owner", "test-redis");
        var failing =
                JsonMapper.shared()
                        .readTree(out.toString())
                        .valueStream()
                        .filter(one -> one.path("state").asString().equals("fail"))
                        .map(OwnStoresIntegrationTests::named)
                        .toList();
        assertThat(code).isEqualTo(failing.isEmpty() ? 0 : 1);
        return failing;
    }

    private static String named(JsonNode finding) {
        assertThat(finding.path("remedy").asString()).isNotEmpty();
        return finding.path("part").asString() + " " + finding.path("what").asString();
    }

    private List<String> failing() throws IOException {
        return failing(UnaryOperator.identity());
    }

    @Test
    void finds_nothing_to_fail_where_all_is_as_the_documents_say() throws IOException {
        assertThat(failing()).isEmpty();

        assertThat(run("doctor", "--config", file(UnaryOperator.identity()))).isZero();
        assertThat(out.toString())
                .contains("10 roles log in", "revision ", "schemas are of this version", " 0 fail")
                .containsPattern("warn +journal +apart");
    }

    @Test
    @Clause("5.1-b")
    void finds_a_role_that_reads_two_stores_by_a_grant_or_by_another_role() throws Exception {
        parts.inside("GRANT SELECT ON profile.value TO menshen_identity");
        assertThat(failing()).containsExactly("stores separation");
        assertThat(out.toString()).contains("menshen_identity reads identity and profile");
        parts.inside("REVOKE SELECT ON profile.value FROM menshen_identity");
        parts.superuser("GRANT menshen_profile TO menshen_sensitive");
        assertThat(failing()).containsExactly("stores separation");
        assertThat(out.toString()).contains("menshen_sensitive reads profile and sensitive");
        parts.superuser("REVOKE menshen_profile FROM menshen_sensitive");
        assertThat(failing()).isEmpty();
    }

    @Test
    void finds_a_schema_of_another_version_and_a_role_that_is_kept_out() throws Exception {
        parts.inside("UPDATE quota.flyway_schema_history SET version = '0' WHERE version = '1'");
        assertThat(failing()).containsExactly("stores version of quota");
        parts.inside("UPDATE quota.flyway_schema_history SET version = '1' WHERE version = '0'");
        parts.superuser("ALTER ROLE menshen_token NOLOGIN");
        assertThat(failing()).containsExactly("database login of menshen_token");
        parts.superuser("ALTER ROLE menshen_token LOGIN");
        assertThat(failing(text -> text.replace("database: menshen", "database: elsewhere")))
                .hasSize(Role.values().length)
                .contains("database login of menshen_subject");
    }

    @Test
    void finds_pools_that_do_not_fit_and_encryption_that_the_server_does_not_have()
            throws Exception {
        assertThat(failing(text -> text.replace("pool-size: 4", "pool-size: 40")))
                .containsExactly("database connections");
        assertThat(out.toString()).contains("(10 roles × 40 connections + 8 × ", "× 2 replicas = ");
        assertThat(failing(text -> text.replace("tls: \"off\"", "tls: verify")))
                .hasSize(Role.values().length)
                .contains("database login of menshen_subject");
    }

    @Test
    void finds_a_redis_that_drops_counts_or_refuses() throws Exception {
        evict("allkeys-lru");
        assertThat(failing()).containsExactly("redis eviction");
        evict("noeviction");
        assertThat(failing(text -> text.replace("/passwords/redis", "/passwords/quota")))
                .containsExactly("redis reached");
        assertThat(failing(text -> text.replace("redis://127", "rediss://127")))
                .containsExactly("redis reached");
    }

    private static void evict(String policy) {
        try (var client = RedisClient.create(parts.redis.uri());
                var session = client.connect()) {
            session.sync().configSet("maxmemory-policy", policy);
        }
    }

    @Test
    void finds_an_issuer_without_keys() throws IOException {
        parts.issuerAnswers.set(500);
        assertThat(failing()).containsExactly("issuer primary keys");
        parts.issuerAnswers.set(200);
        assertThat(failing(text -> text.replace("/jwks", "/other")))
                .containsExactly("issuer primary keys");
    }

    @Test
    void finds_keys_and_files_that_are_lost_or_open_to_others() throws Exception {
        var root = folder.resolve("etc/keys/root.json");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(failing()).containsExactly("keys keysets");
        assertThat(out.toString()).contains("chmod 600");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rw-------"));
        var aside = Files.move(parts.journal(), folder.resolve("aside"));
        assertThat(failing()).containsExactly("keys secret files", "journal writable");
        Files.move(aside, parts.journal());
        var mark = Files.createFile(folder.resolve("var/PG_VERSION"));
        assertThat(failing()).containsExactly("journal apart", "anchor apart");
        Files.delete(mark);
        assertThat(failing(text -> text.replace("/anchor/", "/no-such-folder/")))
                .containsExactly("anchor writable");
    }

    @Test
    void finds_a_bundle_of_another_key_and_evidence_that_is_old_empty_or_gone() throws Exception {
        assertThat(
                        failing(text ->
                                text.replace("etc/policy-public.pem", "etc/keys/audit-public.pem")))
                .containsExactly("policy bundle");
        var evidence = folder.resolve("etc/encryption.txt");
        var old = FileTime.from(Instant.now().minus(Duration.ofDays(91)));
        Files.setLastModifiedTime(evidence, old);
        assertThat(failing()).containsExactly("volumes evidence");
        Files.writeString(evidence, "\n");
        assertThat(failing()).containsExactly("volumes evidence");
        Files.delete(evidence);
        assertThat(failing()).containsExactly("volumes evidence");
        Files.writeString(evidence, "LUKS2, looked at by two\n");
    }
}
