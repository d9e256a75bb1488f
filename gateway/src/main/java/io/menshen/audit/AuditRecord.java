package io.menshen.audit;

import io.menshen.kernel.Operation;
import io.menshen.kernel.Treatment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One use, refusal, intake, import or update. It holds no personal value.
 *
 * @param at when; cut to microseconds, as the database keeps it
 * @param consumer the caller's id in the consumer registry; the name of the deployment where the
 *     gateway acts by itself
 * @param staff the retailer's own opaque id of the member of staff, or null
 * @param purpose a registered purpose; empty where the gateway acts by itself
 * @param operation what was asked
 * @param channel a registered channel, or null
 * @param auditId the subject's id for the audit, or null where no subject was found
 * @param stores the stores that were read or written, words without spaces or commas
 * @param planHash SHA-256 of the canonical plan, 64 hex digits; empty where nothing was planned
 * @param request the canonical decision request without its day; empty where none was made
 * @param revision the policy's revision, from 0
 * @param outcome how it ended
 * @param reasons reason codes, without spaces or commas
 * @param fields the fields shown and how
 * @param traceId the trace; may be empty
 * @param decisionId the id told to the caller; empty where there is none
 */
public record AuditRecord(
        Instant at,
        String consumer,
        @Nullable String staff,
        String purpose,
        Operation operation,
        @Nullable String channel,
        @Nullable UUID auditId,
        List<String> stores,
        String planHash,
        String request,
        long revision,
        Outcome outcome,
        List<String> reasons,
        List<Shown> fields,
        String traceId,
        String decisionId) {

    private static final Pattern HASH = Pattern.compile("([0-9a-f]{64})?");

    /** How a use ended. */
    public enum Outcome {
        PERMITTED,
        REFUSED,
        FAILED
    }

    /**
     * A field that was shown.
     *
     * @param field its name in the field registry
     * @param treatment how it was shown
     */
    public record Shown(String field, Treatment treatment) {
        /** Refuses a name that the registries cannot hold. */
        public Shown {
            word("field", field);
        }
    }

    /**
     * An act of the gateway or of a command itself, which no caller asked for: it bears the name of
     * the deployment, no purpose and no decision.
     *
     * @param auditId the subject's id for the audit; null where the act is upon nobody
     * @param planHash SHA-256 of what was put in force, 64 hex digits; empty where nothing was
     */
    public static AuditRecord ofOwnAct(
            Instant at,
            String deployment,
            Operation operation,
            @Nullable UUID auditId,
            List<String> stores,
            String planHash,
            long revision,
            List<String> reasons) {
        return new AuditRecord(
                at,
                deployment,
                null,
                "",
                operation,
                null,
                auditId,
                stores,
                planHash,
                "",
                revision,
                Outcome.PERMITTED,
                reasons,
                List.of(),
                "",
                "");
    }

    /** Refuses what could not be told apart once written. */
    public AuditRecord {
        at = at.truncatedTo(ChronoUnit.MICROS);
        stores = List.copyOf(stores);
        reasons = List.copyOf(reasons);
        fields = List.copyOf(fields);
        plain("consumer", consumer);
        plain("staff", staff);
        plain("purpose", purpose);
        plain("channel", channel);
        plain("request", request);
        plain("traceId", traceId);
        plain("decisionId", decisionId);
        stores.forEach(store -> word("store", store));
        reasons.forEach(reason -> word("reason", reason));
        if (!HASH.matcher(planHash).matches()) {
            throw new IllegalArgumentException("planHash must be 64 hex digits or empty");
        }
    }

    /** SHA-256 of the request, 64 hex digits; empty where there was no request. */
    public String requestHash() {
        return request.isEmpty() ? "" : Canonical.sha256Hex(request);
    }

    /** PostgreSQL takes no NUL, and one record must not fail the batch it stands in. */
    private static void plain(String what, @Nullable String text) {
        for (var i = 0; text != null && i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new IllegalArgumentException(what + " must be without control characters");
            }
        }
    }

    private static void word(String what, String word) {
        var sound = !word.isEmpty();
        for (var i = 0; sound && i < word.length(); i++) {
            sound = ofWord(word.charAt(i));
        }
        if (!sound) {
            throw new IllegalArgumentException(
                    what + " must be letters, digits, '_', '.' or '-' only");
        }
    }

    private static boolean ofWord(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-';
    }
}
