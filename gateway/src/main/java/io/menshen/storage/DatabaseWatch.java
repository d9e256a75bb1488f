package io.menshen.storage;

import io.menshen.storage.DatabaseState.Failure;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how the last uses ended. A lost server is back with the first answer to anybody; a role
 * that it refuses is so until that role gets a connection, however well the others do.
 */
final class DatabaseWatch {
    /** The class of SQLSTATE of a log-in that is refused. */
    private static final String NOT_AUTHORISED = "28";

    private final Clock clock;
    private final AtomicReference<@Nullable Failure> lost = new AtomicReference<>();
    private final Map<Role, Failure> refused = new ConcurrentHashMap<>();

    DatabaseWatch(Clock clock) {
        this.clock = clock;
    }

    DatabaseState state() {
        var first = refused.values().stream().min(Comparator.comparing(Failure::since));
        return new DatabaseState(lost.get(), first.orElse(null));
    }

    void answered(Role role) {
        found();
        if (!refused.isEmpty()) {
            refused.remove(role);
        }
    }

    private void found() {
        if (lost.get() != null) {
            lost.set(null);
        }
    }

    void failed(Role role, Throwable cause) {
        if (isRefused(cause)) {
            found();
            refused.compute(role, (_, before) -> failure(before, cause));
        } else {
            lost.updateAndGet(before -> failure(before, cause));
        }
    }

    private Failure failure(@Nullable Failure before, Throwable cause) {
        return new Failure(before == null ? clock.instant() : before.since(), cause.getClass());
    }

    private static boolean isRefused(Throwable cause) {
        return cause instanceof R2dbcPermissionDeniedException
                || (cause instanceof PgException answer
                        && answer.getSqlState().startsWith(NOT_AUTHORISED));
    }
}
