package io.menshen.intake;

import io.menshen.web.StrictJson;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes rows in, in their order and in groups; each is answered once it is committed. While a group
 * is written the next one is decided about; no more rows are in hand, however fast they come.
 */
final class Imports {
    /** One that is written, and one that is decided about. */
    private static final int GROUPS = 2;

    private final GroupAdmission admission;
    private final GroupEffect effect;
    private final StrictJson json;

    Imports(GroupAdmission admission, GroupEffect effect, StrictJson json) {
        this.admission = admission;
        this.effect = effect;
        this.json = json;
    }

    /** Lines of the answer, those of a group together. */
    Flux<byte[]> answers(ImportOrder order, Flux<Offering> rows) {
        return Flux.defer(() -> answers(order, rows, new ImportTally(json)));
    }

    private Flux<byte[]> answers(ImportOrder order, Flux<Offering> rows, ImportTally tally) {
        return rows.bufferUntil(new FullGroup())
                .flatMapSequential(group -> admission.prepared(order, group), GROUPS, 1)
                .concatMap(prepared -> effect.results(order, prepared), 1)
                .takeUntil(Imports::isStopped)
                .map(tally::lines)
                .filter(lines -> lines.length > 0)
                .concatWith(Mono.fromSupplier(tally::end));
    }

    private static boolean isStopped(List<RowResult> results) {
        return results.getLast() instanceof RowResult.Stopped;
    }
}
