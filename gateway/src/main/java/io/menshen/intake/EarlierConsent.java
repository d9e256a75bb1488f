package io.menshen.intake;

import io.menshen.catalog.Catalog;
import io.menshen.intake.IntakeRequest.ConsentGiven;
import io.menshen.intake.IntakeRequest.Earlier;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When and where a consent was given that is handed in later (T/CCAGM 002 4.1.2-b). Only an import
 * brings such evidence: elsewhere a consent is given as it is handed in.
 */
record EarlierConsent(Catalog catalog, Instant now, List<Fault> faults) {
    /** As many characters as a day has; a time with its offset has more. */
    private static final int DAY = 10;

    /** Before it nobody consented to a notice that this gateway could know. */
    private static final Instant FIRST =
            LocalDate.of(2000, 1, 1).atStartOfDay(BusinessDay.ZONE).toInstant();

    /** When and where something was said. */
    record Said(Instant at, String channel) {}

    /** The same intake, which has no such evidence. */
    static IntakeRequest none(IntakeRequest request) {
        var given = request.consents() == null ? List.<ConsentGiven>of() : request.consents();
        for (var i = 0; i < given.size(); i++) {
            if (given.get(i).earlier() != null) {
                var pointer = "/consents/" + i + "/earlier";
                var detail = "Only an import tells of earlier consents.";
                throw Refusal.invalid(List.of(new Fault(pointer, "import_only", detail)))
                        .toException();
            }
        }
        return request;
    }

    /**
     * Now and at that channel where there is no evidence; empty, with a fault, where it is none.
     */
    Optional<Said> said(String consent, @Nullable Earlier earlier, String channel) {
        if (earlier == null) {
            return Optional.of(new Said(now, channel));
        }
        var pointer = consent + "/earlier";
        if (catalog.channel(earlier.channel()).isEmpty()) {
            return fault(pointer + "/channel", "unknown_word", "Needed: a registered channel.");
        }
        var at = time(earlier.at());
        if (at.isEmpty()) {
            var detail = "Needed: a day (2026-11-23) or a time with its offset.";
            return fault(pointer + "/at", "time", detail);
        }
        return at.get().isAfter(now) || at.get().isBefore(FIRST)
                ? fault(pointer + "/at", "range", "Needed: a time from 2000-01-01 to now.")
                : Optional.of(new Said(at.get(), earlier.channel()));
    }

    private <T> Optional<T> fault(String pointer, String code, String detail) {
        faults.add(new Fault(pointer, code, detail));
        return Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    text.length() == DAY
                            ? LocalDate.parse(text).atStartOfDay(BusinessDay.ZONE).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
