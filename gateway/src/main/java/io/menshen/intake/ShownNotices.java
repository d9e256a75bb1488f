package io.menshen.intake;

import io.menshen.access.Use;
import io.menshen.kernel.Refusal;
import io.menshen.notice.Notice;
import io.menshen.notice.NoticeArchive;
import io.menshen.notice.Notices;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the person was shown the text that is in force: whoever hands in a version sends its hash
 * along, and another one means another text (T/CCAGM 002 4.1.2-b).
 */
record ShownNotices(Notices notices, NoticeArchive archive) {
    private static final String CURRENT = "current";
    private static final String ALTERED = "altered";

    /**
     * The offer, with what was shown under another text called altered, and with the sensitive
     * kinds that were asked for and not agreed to.
     *
     * @throws io.menshen.kernel.RefusedException {@code STORE_UNAVAILABLE} while the notices of the
     *     policy are not kept: nobody consents to a text that could be lost
     */
    Offer held(Use use, IntakeRequest request, Offer offer) {
        if (!archive.isKept(use.policy())) {
            throw Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException();
        }
        var consents = offer.consents().stream().map(one -> held(use, one)).toList();
        return offer.shown(consents, notice(use, request, offer, consents));
    }

    private Consented held(Use use, Consented consent) {
        var current = notices.current(use.policy(), consent.counts());
        var other = consent.notice().equals(CURRENT) && !isOf(current, consent.hash());
        var declined =
                current.map(Notice::separate).orElse(List.of()).stream()
                        .filter(kind -> !consent.entry().separate().contains(kind))
                        .toList();
        return consent.under(other ? ALTERED : consent.notice(), declined);
    }

    private String notice(Use use, IntakeRequest request, Offer offer, List<Consented> consents) {
        var current = notices.current(use.policy(), request.purpose());
        var other = request.noticeVersion() != null && !isOf(current, request.noticeHash());
        var own =
                consents.stream()
                        .filter(consent -> consent.purpose().equals(request.purpose()))
                        .anyMatch(consent -> consent.notice().equals(ALTERED));
        return offer.notice().equals(CURRENT) && (other || own) ? ALTERED : offer.notice();
    }

    private static boolean isOf(Optional<Notice> notice, @Nullable String hash) {
        return notice.map(Notice::hash).filter(known -> known.equals(hash)).isPresent();
    }
}
