package io.menshen.operation;

import static io.menshen.operation.Finding.fail;
import static io.menshen.operation.Finding.ok;
import static io.menshen.operation.Finding.warn;

import io.menshen.quota.QuotaProperties;
import io.menshen.storage.Role;
import io.menshen.storage.StorageProperties;
import java.sql.SQLException;
import java.util.stream.Stream;

/** Whether the pools of all gateways together fit into the database's connections. */
record ConnectionsLook(StorageProperties storage, QuotaProperties quota) {
    /** The part of the connections above which nothing is left for backups and people. */
    private static final double MOST = 0.8;

    private static final String OPEN =
            """
            SELECT sum(CASE name WHEN 'max_connections' THEN setting::int ELSE -setting::int END)
            FROM pg_settings WHERE name IN ('max_connections', 'superuser_reserved_connections', 'reserved_connections')
            """;

    Stream<Finding> findings() {
        try (var session = DatabaseLook.login(storage, Role.SUBJECT)) {
            return Stream.of(found(Integer.parseInt(DatabaseLook.text(session, OPEN))));
        } catch (SQLException | IllegalArgumentException _) {
            // What keeps the roles out was told by the look at the database.
            return Stream.empty();
        }
    }

    private Finding found(int open) {
        var hot = (int) Stream.of(Role.values()).filter(Role::ownsSchema).count();
        var loops = Runtime.getRuntime().availableProcessors();
        var each = Role.values().length * storage.poolSize() + hot * loops;
        var needed = each * quota.maxReplicas();
        var told =
                "(%d roles × %d connections + %d × %d processors) × %d replicas = %d of %d"
                        .formatted(
                                Role.values().length,
                                storage.poolSize(),
                                hot,
                                loops,
                                quota.maxReplicas(),
                                needed,
                                open);
        var remedy =
                "raise max_connections, or lower menshen.storage.pool-size or"
                        + " menshen.quota.max-replicas";
        if (needed > open) {
            return fail(DatabaseLook.PART, "connections", told, remedy);
        }
        return needed > MOST * open
                ? warn(DatabaseLook.PART, "connections", told, remedy)
                : ok(DatabaseLook.PART, "connections", told);
    }
}
