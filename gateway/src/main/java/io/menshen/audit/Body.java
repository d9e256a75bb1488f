package io.menshen.audit;

import io.menshen.audit.AuditRecord.Shown;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is stored, exported and hashed: text only, so that the verifier hashes what stands
 * there, whether or not it still makes sense.
 */
record Body(
        String at,
        String consumer,
        @Nullable String staff,
        String purpose,
        String operation,
        @Nullable String channel,
        @Nullable String auditId,
        String stores,
        String planHash,
        String requestHash,
        String revision,
        String outcome,
        String reasons,
        String fields,
        String traceId,
        String decisionId) {

    static Body of(AuditRecord entry) {
        return new Body(
                Long.toString(micros(entry.at())),
                entry.consumer(),
                entry.staff(),
                entry.purpose(),
                entry.operation().word(),
                entry.channel(),
                entry.auditId() == null ? null : entry.auditId().toString(),
                String.join(",", entry.stores()),
                entry.planHash(),
                entry.requestHash(),
                Long.toString(entry.revision()),
                entry.outcome().name().toLowerCase(Locale.ROOT),
                String.join(",", entry.reasons()),
                entry.fields().stream().map(Body::shown).collect(Collectors.joining(",")),
                entry.traceId(),
                entry.decisionId());
    }

    private static String shown(Shown shown) {
        return shown.field() + ":" + shown.treatment().word();
    }

    /** Microseconds since 1970. */
    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** The moment of so many microseconds since 1970. */
    static Instant instant(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }

    Canonical addTo(Canonical canonical) {
        return canonical
                .add(at)
                .add(consumer)
                .add(staff)
                .add(purpose)
                .add(operation)
                .add(channel)
                .add(auditId)
                .add(stores)
                .add(planHash)
                .add(requestHash)
                .add(revision)
                .add(outcome)
                .add(reasons)
                .add(fields)
                .add(traceId)
                .add(decisionId);
    }
}
