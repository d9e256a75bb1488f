package io.menshen.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as RFC 9457 spells it, with what Menshen adds.
 *
 * @param type relative address, stable
 * @param status as in the status line
 * @param title in the caller's language
 * @param detail what to do, where there is more to say than the title does
 * @param decision the id of the decision, {@code d_…}
 * @param reasons codes and clauses
 * @param faults faults of the input by JSON pointer
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type,
        int status,
        String title,
        @Nullable String detail,
        String decision,
        List<Reason> reasons,
        List<Refusal.Fault> faults) {

    /** The language a problem is told in. */
    enum Language {
        EN,
        ZH;

        /** Chinese where it is the first language asked for, else English. */
        static Language of(@Nullable String acceptLanguage) {
            var asked = acceptLanguage == null ? "" : acceptLanguage.strip();
            return asked.regionMatches(true, 0, "zh", 0, 2) ? ZH : EN;
        }

        String tag() {
            return this == ZH ? "zh-CN" : "en";
        }
    }

    static Problem of(Refusal refusal, String decision, Language language) {
        var row = ProblemType.of(refusal.kind());
        return new Problem(
                ProblemType.address(word(refusal, row)),
                row.status(),
                title(row, language),
                detail(refusal, language),
                decision,
                refusal.reasons(),
                refusal.faults());
    }

    static Problem internal(String decision, Language language) {
        var row = ProblemType.INTERNAL;
        return new Problem(
                ProblemType.address(row.slug()),
                row.status(),
                title(row, language),
                null,
                decision,
                List.of(),
                List.of());
    }

    /** Seconds to wait; 0 where waiting does not help. A 503 always says when to come back. */
    static int retryAfter(Refusal refusal) {
        if (refusal.retryAfterSeconds() > 0) {
            return refusal.retryAfterSeconds();
        }
        return ProblemType.of(refusal.kind()).status() == 503 ? 5 : 0;
    }

    private static String word(Refusal refusal, ProblemType row) {
        return refusal.kind() == Refusal.Kind.DENIED && !refusal.reasons().isEmpty()
                ? refusal.reasons().getFirst().code()
                : row.slug();
    }

    private static String title(ProblemType row, Language language) {
        return language == Language.ZH ? row.zh() : row.en();
    }

    private static @Nullable String detail(Refusal refusal, Language language) {
        if (!refusal.faults().isEmpty()) {
            return refusal.faults().getFirst().detail();
        }
        var seconds = retryAfter(refusal);
        if (seconds == 0) {
            return null;
        }
        return language == Language.ZH
                ? "请在 " + seconds + " 秒后重试。"
                : "Try again in " + seconds + " s.";
    }
}
