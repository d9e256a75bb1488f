package io.menshen.vault;

import io.menshen.storage.Call;
import io.menshen.subject.Subject;
import io.r2dbc.spi.Connection;
import reactor.core.publisher.Mono;

/** Removes the values of a list that became shorter. */
final class Cut {
    private Cut() {}

    static Mono<Void> behind(
            Connection connection,
            String schema,
            Subject subject,
            NewValues values,
            Holding before) {
        var length = values.values().size();
        if (before.versions(values.name(), values.field()).size() <= length) {
            return Mono.empty();
        }
        var statement =
                connection
                        .createStatement("SELECT %s.cut($1, $2, $3)".formatted(schema))
                        .bind("$1", Holding.rowOf(subject, values.field().store()))
                        .bind("$2", values.name())
                        .bind("$3", (short) length);
        return Call.expect(statement, "cut");
    }
}
