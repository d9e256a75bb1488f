package io.menshen.cli;

import io.menshen.kernel.Operation;
import io.menshen.retention.Overdue;
import io.menshen.retention.Retention;
import io.menshen.storage.Role;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** What is past its time, a line a store. */
final class RetentionTable {
    private static final List<String> STORES = List.of("identity", "sensitive", "profile");

    private RetentionTable() {}

    /** Retention whose acts are in the audit before they are committed. */
    static Retention retention(KeysAtWork keys) {
        var acts = new KeyActs(keys, "retention.run", Operation.ERASE, STORES);
        return new Retention(
                keys.pools().of(Role.ERASURE),
                purged -> acts.recorded(purged.words()),
                Clock.systemUTC());
    }

    /** Prints it; answers how many values are due. */
    static long print(KeysAtWork keys, Retention retention, PrintWriter out) {
        var all = keys.answer(retention.overdue().collectList());
        all.forEach(one -> out.println(line(one)));
        return all.stream().mapToLong(Overdue::due).sum();
    }

    private static String line(Overdue one) {
        var oldest = one.oldest().map(LocalDate::toString).orElse("-");
        return "%-10s due: %d, kept by a hold: %d, last day of the oldest: %s"
                .formatted(one.store(), one.due(), one.held(), oldest);
    }
}
