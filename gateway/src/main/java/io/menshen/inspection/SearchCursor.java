package io.menshen.inspection;

import io.menshen.audit.AuditSearch.Place;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page ended, as text that callers hand back and need not understand. */
final class SearchCursor {
    private SearchCursor() {}

    static String write(Place place) {
        var micros = ChronoUnit.MICROS.between(Instant.EPOCH, place.at());
        var text = micros + "." + place.chain() + "." + place.seq();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID} where it is anything else
     */
    static @Nullable Place read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            var parts = List.of(text.split("\\.", -1));
            var at = Instant.EPOCH.plus(Long.parseLong(parts.getFirst()), ChronoUnit.MICROS);
            return new Place(at, UUID.fromString(parts.get(1)), Long.parseLong(parts.get(2)));
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException
                | DateTimeException _) {
            var fault = new Fault("/cursor", "cursor", "Needed: next of the page before.");
            throw Refusal.invalid(List.of(fault)).toException();
        }
    }
}
