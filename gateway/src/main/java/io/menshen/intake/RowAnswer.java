package io.menshen.intake;

import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row: a line of the answer, without a value of the row.
 *
 * @param status {@code taken} of somebody new, {@code known} of somebody who was updated, {@code
 *     valid} of a trial, or {@code refused}
 * @param id of the decision; null where there was none
 * @param subject the person's token for this caller and purpose
 * @param receipts id of the receipt of each consent, by the purpose that it names
 * @param faults why it was refused
 */
record RowAnswer(
        long row,
        String status,
        @Nullable String id,
        @Nullable String subject,
        @Nullable Map<String, String> receipts,
        @Nullable List<RowFault> faults) {
    /**
     * One reason of a refusal.
     *
     * @param pointer its place in the row; empty where it has none
     * @param clause of the standard, where a rule has one
     */
    record RowFault(
            String pointer, String code, @Nullable String clause, @Nullable String detail) {}

    static RowAnswer taken(long row, Taken taken) {
        var stored = taken.outcome() != Taken.Outcome.VALID;
        return new RowAnswer(
                row,
                word(taken.outcome()),
                taken.id(),
                stored ? taken.subject() : null,
                stored && !taken.receipts().isEmpty() ? taken.receipts() : null,
                null);
    }

    static RowAnswer refused(long row, @Nullable String id, Refusal refusal) {
        return new RowAnswer(row, "refused", id, null, null, faults(refusal));
    }

    private static String word(Taken.Outcome outcome) {
        return switch (outcome) {
            case CREATED -> "taken";
            case UPDATED -> "known";
            case VALID -> "valid";
        };
    }

    private static List<RowFault> faults(Refusal refusal) {
        var reasons =
                refusal.reasons().stream()
                        .map(one -> new RowFault("", one.code(), one.clause(), null));
        var faults = refusal.faults().stream().map(RowAnswer::fault);
        var all = Stream.concat(reasons, faults).toList();
        return all.isEmpty() ? List.of(new RowFault("", code(refusal), null, null)) : all;
    }

    private static RowFault fault(Fault fault) {
        return new RowFault(fault.pointer(), fault.code(), null, fault.detail());
    }

    /** The kind, where there is nothing else to say. */
    static String code(Refusal refusal) {
        return refusal.kind().name().toLowerCase(Locale.ROOT);
    }
}
