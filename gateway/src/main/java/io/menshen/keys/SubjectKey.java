package io.menshen.keys;

import io.menshen.kernel.Personal;
import java.time.LocalDate;

/** One person's data key of one class. It lives as long as the read that unwrapped it. */
public interface SubjectKey {
    /** Seals a value for one place; the same value sealed twice gives different bytes. */
    byte[] seal(Place place, Personal<String> value);

    /**
     * The value that was sealed for this place.
     *
     * @throws IntegrityException where the bytes were altered, or sealed for another place, person
     *     or class
     */
    Personal<String> open(Place place, byte[] sealed);

    /**
     * Where a sealed value stands; every part is bound to the seal, so that a value moved elsewhere
     * does not open.
     *
     * @param store {@code identity} or {@code sensitive}
     * @param row the row id as text
     * @param ordinal 0 or more
     * @param expires the day after which it must be gone
     */
    record Place(
            String store,
            String row,
            String field,
            int ordinal,
            String purpose,
            String channel,
            LocalDate expires) {}
}
