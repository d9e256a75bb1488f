package io.menshen.operation;

import static io.menshen.operation.Finding.fail;
import static io.menshen.operation.Finding.ok;

import io.menshen.storage.Role;
import io.menshen.storage.StorageProperties;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Whether the schemas are of this version, and no serving role reads two of the stores I, S and D
 * (T/CCAGM 002 5.1-b, 5.1-c).
 */
record StoresLook(StorageProperties storage) {
    private static final String PART = "stores";

    /** Whoever belongs to another role has its rights too, if only after SET ROLE. */
    private static final String READERS =
            """
            SELECT r.rolname, string_agg(DISTINCT n.nspname, ' and ' ORDER BY n.nspname)
            FROM pg_roles r, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE r.rolname LIKE 'menshen\\_%' AND r.rolcanlogin AND r.rolname = ANY (string_to_array('%s', ','))
              AND n.nspname IN ('identity', 'sensitive', 'profile')
              AND c.relkind IN ('r', 'p', 'v', 'm') AND c.relname NOT LIKE 'flyway%%'
              AND EXISTS (SELECT FROM pg_roles o WHERE pg_has_role(r.oid, o.oid, 'MEMBER')
                  AND (o.rolsuper OR has_any_column_privilege(o.oid, c.oid, 'SELECT')))
            GROUP BY r.rolname HAVING count(DISTINCT n.nspname) > 1
            """;

    Stream<Finding> findings() {
        try (var session = DatabaseLook.login(storage, Role.SUBJECT)) {
            return Stream.concat(Stream.of(separation(session)), versions());
        } catch (SQLException | IllegalArgumentException _) {
            // What keeps the roles out was told by the look at the database.
            return Stream.empty();
        }
    }

    private static Finding separation(Connection session) throws SQLException {
        var both = new ArrayList<String>();
        var roles = Stream.of(Role.values()).map(Role::database).toList();
        var question = READERS.replace("%s", String.join(",", roles)).replace("%%", "%");
        try (var statement = session.createStatement();
                var rows = statement.executeQuery(question)) {
            while (rows.next()) {
                both.add(rows.getString(1) + " reads " + rows.getString(2));
            }
        }
        return both.isEmpty()
                ? ok(PART, "separation", "no serving role reads two stores")
                : fail(
                        PART,
                        "separation",
                        String.join("; ", both),
                        "take from these roles what ./menshen migrate did not give them (REVOKE)");
    }

    private Stream<Finding> versions() {
        var wrong = new ArrayList<Finding>();
        var owning = Stream.of(Role.values()).filter(Role::ownsSchema).toList();
        for (var role : owning) {
            var needed = needed(role.schema());
            version(role)
                    .filter(has -> !has.equals(needed))
                    .ifPresent(has -> wrong.add(other(role.schema(), needed, has)));
        }
        return wrong.isEmpty()
                ? Stream.of(ok(PART, "versions", owning.size() + " schemas are of this version"))
                : wrong.stream();
    }

    private static Finding other(String schema, String needed, String has) {
        return fail(
                PART,
                "version of " + schema,
                has + ", and this gateway needs " + needed,
                "./menshen migrate, of the version that the gateways run");
    }

    /** Empty where the role is kept out, which was told before. */
    private Optional<String> version(Role role) {
        var question =
                "SELECT version FROM %s.flyway_schema_history WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1"
                        .formatted(role.schema());
        try (var session = DatabaseLook.login(storage, role)) {
            return Optional.of(version(session, question));
        } catch (SQLException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String version(Connection session, String question) {
        try {
            return DatabaseLook.text(session, question);
        } catch (SQLException e) {
            return Finding.line(e);
        }
    }

    /** The newest migration of this program. */
    private static String needed(String schema) {
        var pattern = "classpath:db/migration/" + schema + "/V*__*.sql";
        try {
            var files = new PathMatchingResourcePatternResolver().getResources(pattern);
            return Stream.of(files)
                    .flatMap(file -> Stream.ofNullable(file.getFilename()))
                    .map(name -> name.substring(1, name.indexOf("__")))
                    .max(Comparator.comparing(StoresLook::numbers, StoresLook::compare))
                    .orElse("none");
        } catch (IOException e) {
            return Finding.line(e);
        }
    }

    private static List<Integer> numbers(String version) {
        return Stream.of(version.split("[._]", -1)).map(Integer::valueOf).toList();
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (var i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return one.get(i) - other.get(i);
            }
        }
        return one.size() - other.size();
    }
}
