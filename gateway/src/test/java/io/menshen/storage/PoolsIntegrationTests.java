package io.menshen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PoolsIntegrationTests {
    private static final Duration LONG = Duration.ofSeconds(10);

    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

    private static StorageProperties properties(int port, Map<Role, String> passwords) {
        var second = Duration.ofSeconds(2);
        return new StorageProperties("127.0.0.1", port, "postgres", passwords, 1, second, second);
    }

    private static Map<Role, String> passwords(String password) {
        return Stream.of(Role.values()).collect(Collectors.toMap(role -> role, role -> password));
    }

    private static String setting(Pools pools, Role role, String name) {
        var asked =
                Flux.usingWhen(
                        pools.of(role).create(),
                        connection ->
                                Flux.from(connection.createStatement("SHOW " + name).execute())
                                        .flatMap(result ->
                                                result.map((row, _) ->
                                                        String.valueOf(row.get(0, String.class)))),
                        connection -> connection.close());
        return String.valueOf(asked.blockFirst(LONG));
    }

    @Test
    void says_which_server_is_down_and_what_to_look_at() throws IOException {
        int port;
        try (var unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        try (var pools = new Pools(properties(port, passwords("x")))) {
            assertThatThrownBy(() -> Mono.from(pools.of(Role.AUDIT).create()).block(LONG))
                    .hasMessageContaining("127.0.0.1:" + port + "/postgres as menshen_audit")
                    .hasMessageContaining("menshen.storage.host");
        }
    }

    @Test
    void says_that_a_password_is_wrong_without_telling_it() {
        var port = POSTGRES.properties().port();
        try (var pools = new Pools(properties(port, passwords("a-wrong-one")))) {
            assertThatThrownBy(() -> Mono.from(pools.of(Role.AUDIT).create()).block(LONG))
                    .hasMessageContaining("menshen.storage.passwords")
                    .hasMessageNotContaining("a-wrong-one");
        }
    }

    @Test
    void commits_are_durable_even_where_the_role_says_otherwise() throws SQLException {
        var owner =
                "jdbc:postgresql://127.0.0.1:"
                        + POSTGRES.properties().port()
                        + "/postgres?user=postgres&password=postgres";
        try (var connection = DriverManager.getConnection(owner);
                var statement = connection.createStatement();
                var pools = new Pools(POSTGRES.properties())) {
            statement.execute("ALTER ROLE menshen_audit SET synchronous_commit = off");
            assertThat(setting(pools, Role.AUDIT, "synchronous_commit")).isEqualTo("on");
            statement.execute("ALTER ROLE menshen_audit RESET synchronous_commit");
        }
    }

    @Test
    void the_pools_are_a_bean_of_the_configuration() {
        var runner = new ApplicationContextRunner().withUserConfiguration(StorageWiring.class);
        var passwords =
                Stream.of(Role.values())
                        .map(role -> "menshen.storage.passwords." + role.schema() + "=x")
                        .toArray(String[]::new);

        runner.withPropertyValues(passwords)
                .run(context -> assertThat(context).hasSingleBean(Pools.class));
        runner.run(context ->
                assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("menshen.storage.passwords.subject is missing"));
        runner.withPropertyValues(passwords)
                .withPropertyValues("menshen.storage.acquire=0s")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("menshen.storage.acquire is PT0S"));
    }
}
