package io.menshen.intake;

import io.menshen.access.Use;
import io.menshen.tokens.PlaceCodes;
import java.time.Clock;

/** Reads what channels hand in, at this moment. */
record Offers(PlaceCodes codes, Clock clock) {
    /**
     * The offer of a request.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID} with every fault
     */
    Offer read(Use use, IntakeRequest request) {
        return new OfferCheck(use, clock.instant(), codes).read(request);
    }
}
