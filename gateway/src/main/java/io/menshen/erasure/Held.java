package io.menshen.erasure;

import io.menshen.kernel.SubjectId;
import io.menshen.storage.Call;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Holds that two members of staff set.
 *
 * @param intake connections of the role {@code INTAKE}
 */
record Held(ConnectionFactory intake) {
    /** Whether a hold was set on a person after that moment. */
    Mono<Boolean> since(SubjectId subject, Instant at) {
        return Transactions.run(
                        intake,
                        connection ->
                                Call.word(
                                        connection
                                                .createStatement("SELECT cases.held_since($1, $2)")
                                                .bind("$1", subject.value())
                                                .bind("$2", at)))
                .map("held"::equals);
    }
}
