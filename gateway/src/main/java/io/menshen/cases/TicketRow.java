package io.menshen.cases;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Staff;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A ticket as it lies in the database.
 *
 * @param mac over all other columns
 */
record TicketRow(UUID id, Asking asking, Optional<Ending> ending, Bytes mac) {
    /**
     * What never changes.
     *
     * @param consumer by which it was asked for, and alone may be used
     * @param by the retailer's own id of the member of staff who asked, and alone may use it
     * @param people a mark of each, 64 hex digits, sorted; it leads to nobody
     * @param at in milliseconds
     * @param until in milliseconds
     */
    record Asking(
            String consumer,
            String by,
            String purpose,
            SequencedSet<String> fields,
            SequencedSet<String> people,
            TicketReason reason,
            Instant at,
            Instant until) {}

    /**
     * How it was decided.
     *
     * @param at in milliseconds
     * @param by the member of staff who did
     */
    record Ending(TicketStatus status, Instant at, String by) {}

    static TicketRow of(UUID id, Asking asking, Optional<Ending> ending, KeyRing keys) {
        var mac = keys.mac(MacUse.RECORD, columns(id, asking, ending));
        return new TicketRow(id, asking, ending, Bytes.copyOf(mac));
    }

    /** The same as it was decided. */
    TicketRow ended(TicketStatus how, Instant now, String by, KeyRing keys) {
        var end = new Ending(how, now.truncatedTo(ChronoUnit.MILLIS), by);
        return of(id, asking, Optional.of(end), keys);
    }

    TicketStatus status() {
        return ending.map(Ending::status).orElse(TicketStatus.ASKED);
    }

    /** Whether that caller asked for it. */
    boolean isHeldBy(Caller caller) {
        var staff = Optional.ofNullable(caller.staff()).map(Staff::person).orElse("");
        return asking.consumer().equals(caller.consumer()) && asking.by().equals(staff);
    }

    /** Whether it is as the gateway wrote it. */
    boolean isTrue(KeyRing keys) {
        return keys.verifies(MacUse.RECORD, mac.toArray(), columns(id, asking, ending));
    }

    void requireTrue(KeyRing keys) {
        if (!isTrue(keys)) {
            throw new IntegrityException("a ticket");
        }
    }

    /** The mark of a person in that ticket; in another one it is another. */
    static String mark(UUID id, SubjectId person, KeyRing keys) {
        var texts = CaseRow.texts("ticket person", id.toString(), person.value().toString());
        return HexFormat.of().formatHex(keys.mac(MacUse.RECORD, texts));
    }

    /** The marks of people, sorted, so that their order tells nothing. */
    static SequencedSet<String> marks(UUID id, Collection<SubjectId> people, KeyRing keys) {
        var marks = new TreeSet<String>();
        people.forEach(person -> marks.add(mark(id, person, keys)));
        return marks;
    }

    private static List<byte[]> columns(UUID id, Asking asking, Optional<Ending> ending) {
        return CaseRow.texts(
                "ticket",
                id.toString(),
                asking.consumer(),
                asking.by(),
                asking.purpose(),
                String.join(",", asking.fields()),
                String.join(",", asking.people()),
                CaseWords.of(asking.reason()),
                Long.toString(asking.at().toEpochMilli()),
                Long.toString(asking.until().toEpochMilli()),
                ending.map(end -> CaseWords.of(end.status())).orElse(""),
                ending.map(end -> Long.toString(end.at().toEpochMilli())).orElse(""),
                ending.map(Ending::by).orElse(""));
    }
}
