package io.menshen.intake;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.r2dbc.spi.R2dbcException;
import java.util.List;

/** What a database refuses of a write for what is written, however often it is tried. */
final class Unstorable {
    /** SQLSTATE of a data exception and of a violated constraint. */
    private static final List<String> CLASSES = List.of("22", "23");

    private static final Refusal ROW =
            Refusal.invalid(
                    List.of(
                            new Fault(
                                    "",
                                    "unstorable",
                                    "The database refuses what is handed in; sent again as it is, it will again.")));

    private Unstorable() {}

    static boolean is(Throwable thrown) {
        return thrown instanceof R2dbcException failure && isOfData(failure);
    }

    /** What is told of a failed write. */
    static Refusal refusal(R2dbcException failure) {
        return isOfData(failure) ? ROW : Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1);
    }

    private static boolean isOfData(R2dbcException failure) {
        var state = failure.getSqlState();
        return state != null && CLASSES.stream().anyMatch(state::startsWith);
    }
}
