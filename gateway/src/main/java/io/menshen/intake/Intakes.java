package io.menshen.intake;

import io.menshen.access.Use;
import io.menshen.intake.Admission.Admitted;
import io.menshen.kernel.Refusal;
import io.menshen.storage.StaleException;
import io.menshen.storage.Transactions;
import io.menshen.subject.TakenException;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * From what a channel hands in to what is stored: decide, know the person, decide, write, record.
 */
final class Intakes implements Intake {
    private static final int TRIES = 5;

    private final Admission admission;
    private final IntakeWriter writer;
    private final IntakeRecords records;

    Intakes(Admission admission, IntakeWriter writer, IntakeRecords records) {
        this.admission = admission;
        this.writer = writer;
        this.records = records;
    }

    /** One intake in hand. */
    record InHand(Handed handed, Use use, Offer offer) {}

    @Override
    public Mono<Taken> take(Handed handed) {
        return admission.begun(handed).flatMap(this::taken);
    }

    private Mono<Taken> taken(InHand in) {
        return Mono.defer(() -> admission.admitted(in))
                .flatMap(this::written)
                .retryWhen(Transactions.anew(TRIES, Intakes::lostARace))
                .onErrorMap(
                        Intakes::lostARace, _ -> Refusal.of(Refusal.Kind.CONFLICT).toException());
    }

    static boolean lostARace(Throwable failure) {
        return failure instanceof StaleException || failure instanceof TakenException;
    }

    private Mono<Taken> written(Admitted admitted) {
        var granted = admitted.granted();
        var in = admitted.in();
        if (in.handed().dryRun()) {
            return records.of(admitted, List.of()).thenReturn(writer.valid(granted, in.offer()));
        }
        return writer.write(
                in,
                admitted.before(),
                granted,
                (taken, stores) -> records.of(admitted, stores).thenReturn(taken));
    }
}
