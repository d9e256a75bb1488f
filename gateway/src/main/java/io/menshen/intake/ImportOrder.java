package io.menshen.intake;

import io.menshen.idempotency.WriteKey;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.web.Trace;
import java.util.List;

/**
 * Who imports under which id. A row is written once under it, however often and from where on the
 * same rows are sent.
 *
 * @param id of the import, 1 to 100 printable ASCII characters
 * @param first number of the first row that is sent
 * @param dryRun whether nothing is stored
 */
record ImportOrder(Caller caller, String id, long first, boolean dryRun, String traceId) {
    private static final String ROUTE = "POST " + ImportRoutes.PATH;
    private static final int LONGEST = 100;

    /**
     * An order with an id.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID} where the id is missing or longer
     */
    ImportOrder {
        if (id.isEmpty() || id.length() > LONGEST) {
            var detail = "An import has an id of 1 to " + LONGEST + " printable ASCII characters.";
            var fault = new Fault(WriteKey.POINTER, "idempotency_key", detail);
            throw Refusal.invalid(List.of(fault)).toException();
        }
    }

    /** The intake of one row, with a decision of its own. */
    Intake.Handed handed(Offering.Read read) {
        return new Intake.Handed(
                caller,
                read.request(),
                new Intake.Replay(key(read.row()), read.body()),
                dryRun,
                Intake.From.IMPORT,
                Trace.newDecision(),
                traceId);
    }

    /** Under which a row is written once. */
    WriteKey key(long row) {
        return WriteKey.of(caller, ROUTE, id + "#" + row);
    }
}
