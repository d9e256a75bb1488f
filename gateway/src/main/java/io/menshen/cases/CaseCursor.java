package io.menshen.cases;

import io.menshen.cases.CaseFilter.Place;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Where a page ended, as text that callers hand back and need not understand. */
final class CaseCursor {
    private CaseCursor() {}

    static String write(Place last) {
        var text = last.deadline() + "." + last.id();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID} where it is anything else
     */
    static Place read(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            var parts = List.of(text.split("\\.", -1));
            var day = CaseFilter.day(parts.getFirst());
            return new Place(day, UUID.fromString(parts.getLast()));
        } catch (IllegalArgumentException | DateTimeException _) {
            var fault = new Fault("/cursor", "cursor", "Needed: next of the page before.");
            throw Refusal.invalid(List.of(fault)).toException();
        }
    }
}
