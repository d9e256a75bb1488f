package io.menshen.rights;

import io.menshen.access.Granted;
import io.menshen.access.Once;
import io.menshen.access.Records;
import io.menshen.erasure.Erasure;
import io.menshen.erasure.ErasureReason;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.rights.Desk.Admitted;
import io.menshen.rights.Proving.Proved;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Erases a person for the privacy desk, and answers the signed receipt (7-a, 7-c, 7-k). */
final class Erasures {
    private static final List<String> EMPTIED =
            List.of("subject", "identity", "sensitive", "profile", "token");

    private final Desk desk;
    private final Erasure erasure;
    private final StoredReceipts receipts;
    private final Proving proving;
    private final Once once;
    private final Records records;

    Erasures(
            Desk desk,
            Erasure erasure,
            StoredReceipts receipts,
            Proving proving,
            Once once,
            Records records) {
        this.desk = desk;
        this.erasure = erasure;
        this.receipts = receipts;
        this.proving = proving;
        this.once = once;
        this.records = records;
    }

    /**
     * Erases.
     *
     * @param word the reason; anything at all
     */
    Mono<Proved> erase(Handed handed, String word) {
        return Mono.fromSupplier(() -> reason(word))
                .flatMap(reason ->
                        desk.admitted(handed, Operation.ERASE)
                                .flatMap(admitted -> proved(admitted, handed, reason)));
    }

    private Mono<Proved> proved(Admitted admitted, Handed handed, ErasureReason reason) {
        return erased(admitted, handed, reason)
                .map(UUID::fromString)
                .flatMap(receipts::find)
                .flatMap(proof -> proving.proved(admitted.use(), proof, handed.decisionId()));
    }

    private static ErasureReason reason(String word) {
        return ErasureReason.of(word)
                .filter(reason -> reason != ErasureReason.UNSTATED)
                .orElseThrow(() -> {
                    var detail = "Needed: " + String.join(", ", ErasureReason.stated()) + ".";
                    return Refusal.invalid(List.of(new Fault("/reason", "word", detail)))
                            .toException();
                });
    }

    private Mono<String> erased(Admitted admitted, Handed handed, ErasureReason reason) {
        var now =
                Mono.defer(() -> desk.granted(admitted, handed))
                        .flatMap(granted -> erased(granted, handed, reason));
        return once.word(admitted.use(), admitted.permit(), handed.write(), now);
    }

    private Mono<String> erased(Granted granted, Handed handed, ErasureReason reason) {
        var id = granted.subject().id();
        return erasure.erase(
                        id,
                        reason,
                        erased ->
                                connection ->
                                        granted.still(erased, Lifecycle.ERASED)
                                                .then(
                                                        Mono.defer(() ->
                                                                kept(connection, granted, handed))))
                .then(Mono.defer(() -> receipts.idOf(id.value())))
                .map(UUID::toString);
    }

    /** What was erased before has its receipt too, which whoever lost the answer asks for. */
    private Mono<Void> kept(Connection connection, Granted granted, Handed handed) {
        return StoredReceipts.idOf(connection, granted.subject().id().value())
                .flatMap(id -> once.keep(connection, handed.write(), id.toString()))
                .then(Mono.defer(() -> records.permitted(granted, EMPTIED, List.of())))
                .then();
    }
}
