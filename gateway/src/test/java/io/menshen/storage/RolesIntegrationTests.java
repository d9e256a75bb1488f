package io.menshen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Clause;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Clause({"5.1-b", "5.1-c"})
class RolesIntegrationTests {
    private static final String PERMISSION_DENIED = "42501";

    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

    static Stream<Arguments> every_role_and_foreign_table() {
        return Arrays.stream(Role.values())
                .flatMap(role ->
                        Stream.of(
                                        "subject.key_record",
                                        "identity.value",
                                        "sensitive.value",
                                        "profile.value")
                                .filter(table -> !table.startsWith(role.schema() + "."))
                                .map(table -> Arguments.of(role, table)));
    }

    @ParameterizedTest
    @MethodSource("every_role_and_foreign_table")
    void no_role_reads_a_schema_of_another(Role role, String table) throws SQLException {
        try (var connection = DriverManager.getConnection(POSTGRES.jdbc(role));
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM " + table))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo(PERMISSION_DENIED));
        }
    }

    @ParameterizedTest
    @MethodSource("every_role_and_foreign_table")
    void no_role_writes_a_table_directly(Role role, String table) throws SQLException {
        try (var connection = DriverManager.getConnection(POSTGRES.jdbc(role));
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM " + table))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo(PERMISSION_DENIED));
        }
    }

    @Test
    void each_store_is_read_by_its_own_role() throws SQLException {
        for (var role : new Role[] {Role.IDENTITY, Role.SENSITIVE, Role.PROFILE}) {
            try (var connection = DriverManager.getConnection(POSTGRES.jdbc(role));
                    var statement = connection.createStatement();
                    var rows =
                            statement.executeQuery(
                                    "SELECT count(*) FROM " + role.schema() + ".value")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void commits_are_durable() throws SQLException {
        try (var connection = DriverManager.getConnection(POSTGRES.jdbc(Role.SUBJECT));
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT current_setting('fsync'), current_setting('synchronous_commit')")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("on");
            assertThat(rows.getString(2)).isEqualTo("on");
        }
    }
}
