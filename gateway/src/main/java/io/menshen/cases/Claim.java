package io.menshen.cases;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.SubjectId;
import io.menshen.storage.StaleException;
import io.r2dbc.spi.Connection;
import reactor.core.publisher.Mono;

/** A person has one open request of a kind, and opens ten a day at the most. */
final class Claim {
    private static final int AGAIN_SECONDS = 3600;

    private Claim() {}

    /**
     * Completes where that request may be opened in this transaction; others of the person wait for
     * its end.
     *
     * @return a {@link StaleException} where one of the kind is open, or the person is being
     *     erased; {@code CAPPED} where there were ten on that day
     */
    static Mono<Void> taken(Connection connection, SubjectId person, Filed filed) {
        var day = filed.day().atStartOfDay(BusinessDay.ZONE).toInstant();
        return CaseWrites.claim(connection, person, filed.kind(), day)
                .flatMap(word ->
                        switch (word) {
                            case "free" -> Mono.empty();
                            case "often" -> Mono.error(often());
                            default -> Mono.error(new StaleException());
                        });
    }

    private static RuntimeException often() {
        return Refusal.retry(Refusal.Kind.CAPPED, AGAIN_SECONDS).toException();
    }
}
