package io.menshen.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Clause;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

    private static final String TABLES =
            """
            SELECT schemaname || '.' || tablename FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public') AND tablename NOT LIKE 'flyway%' ORDER BY 1
            """;

    private static final String FUNCTIONS =
            """
            SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'public') ORDER BY 1
            """;

    /** Roles that write by functions of other schemas and read no table. */
    private static final Set<Role> WRITERS = EnumSet.of(Role.INTAKE, Role.ERASURE);

    /** Whatever the migrations made: a table added later is tried too. */
    static Stream<Arguments> every_role_and_foreign_table() throws SQLException {
        var tables = found(TABLES);
        assertThat(tables).contains("subject.key_record", "identity.value", "audit.record");
        return Arrays.stream(Role.values())
                .flatMap(role ->
                        tables.stream()
                                .filter(table -> !table.startsWith(role.schema() + "."))
                                .map(table -> Arguments.of(role, table)));
    }

    static Stream<Arguments> every_reading_role_and_foreign_function() throws SQLException {
        var functions = found(FUNCTIONS);
        assertThat(functions).anyMatch(one -> one.startsWith("identity.put("));
        return Arrays.stream(Role.values())
                .filter(role -> !WRITERS.contains(role))
                .flatMap(role ->
                        functions.stream()
                                .filter(one -> !one.startsWith(role.schema() + "."))
                                .map(one -> Arguments.of(role, one)));
    }

    private static List<String> found(String query) throws SQLException {
        var owner = "jdbc:postgresql://127.0.0.1:" + POSTGRES.properties().port() + "/postgres";
        var found = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(owner, "postgres", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /** A call with NULL for each argument; the right to call is checked before anything else. */
    private static String call(String signature) {
        var name = signature.substring(0, signature.indexOf('('));
        var types = signature.substring(name.length() + 1, signature.length() - 1);
        var nulls =
                Arrays.stream(types.split(",", -1))
                        .filter(type -> !type.isEmpty())
                        .map(type -> "NULL::" + type)
                        .toList();
        return "SELECT " + name + "(" + String.join(", ", nulls) + ")";
    }

    @ParameterizedTest
    @MethodSource("every_reading_role_and_foreign_function")
    void no_reading_role_calls_a_function_of_another_schema(Role role, String function)
            throws SQLException {
        try (var connection = DriverManager.getConnection(POSTGRES.jdbc(role));
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(call(function)))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo(PERMISSION_DENIED));
        }
    }

    @Test
    void erasing_and_taking_in_are_rights_of_two_roles() throws SQLException {
        for (var store : List.of("identity", "sensitive", "profile")) {
            assertThat(may(Role.ERASURE, store + ".erase")).containsOnly(true);
            assertThat(may(Role.INTAKE, store + ".erase")).containsOnly(false);
            assertThat(may(Role.INTAKE, store + ".put")).containsOnly(true);
            assertThat(may(Role.ERASURE, store + ".put")).containsOnly(false);
        }
    }

    private static List<Boolean> may(Role role, String name) throws SQLException {
        return found(
                        """
                        SELECT has_function_privilege('%s', oid, 'EXECUTE') FROM pg_proc WHERE oid::regproc::text = '%s'
                        """
                                .formatted(role.database(), name))
                .stream()
                .map("t"::equals)
                .toList();
    }

    @Test
    void no_function_that_runs_as_its_owner_is_open_to_all() throws SQLException {
        assertThat(
                        found(
                                """
                                SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                                WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND p.prosecdef
                                AND (has_function_privilege('public', p.oid, 'EXECUTE')
                                    OR NOT 'search_path=""' = ANY (coalesce(p.proconfig, '{}')))
                                """))
                .isEmpty();
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
