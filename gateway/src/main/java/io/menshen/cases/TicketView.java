package io.menshen.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ticket as it is answered; it leads to nobody. */
record TicketView(
        UUID ticketId,
        String consumer,
        String purpose,
        List<String> fields,
        int people,
        String reason,
        String status,
        Instant askedAt,
        String askedBy,
        Instant until,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {
    static TicketView of(TicketRow row) {
        var asking = row.asking();
        return new TicketView(
                row.id(),
                asking.consumer(),
                asking.purpose(),
                List.copyOf(asking.fields()),
                asking.people().size(),
                CaseWords.of(asking.reason()),
                CaseWords.of(row.status()),
                asking.at(),
                asking.by(),
                asking.until(),
                row.ending().map(TicketRow.Ending::at).orElse(null),
                row.ending().map(TicketRow.Ending::by).orElse(null));
    }
}
