package io.menshen.rights;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a person's data when they were erased (7-k), without anything that leads to the
 * person or their rows. Times are as ISO 8601 writes them, dates are days in UTC.
 *
 * @param id of the receipt, random
 * @param deployment who erased, as the registry names it
 * @param erasedAt when
 * @param reason why
 * @param person a hash that the deployment alone can trace to the rows that are gone
 * @param epoch the epoch whose key wrapped the data keys; once it and those before are destroyed,
 *     no backup opens
 * @param rows each kind of row, and what became of it
 * @param kept each kind of thing that stays, and why
 * @param statutory what a law keeps, until its last day; null where it keeps nothing
 * @param policyRevision the policy in force
 */
public record Receipt(
        UUID id,
        String deployment,
        String erasedAt,
        String reason,
        String person,
        int epoch,
        List<Row> rows,
        List<Kept> kept,
        @Nullable Statutory statutory,
        int policyRevision) {

    /** Keeps copies; what lacks a part is no receipt. */
    public Receipt {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(deployment, "deployment");
        Objects.requireNonNull(erasedAt, "erasedAt");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(person, "person");
        rows = List.copyOf(rows);
        kept = List.copyOf(kept);
    }

    /**
     * A kind of row.
     *
     * @param live what became of it in service: {@code deleted}, {@code keys_destroyed}, {@code
     *     severed} or {@code unreadable}
     * @param since when
     * @param backups what ends it in backups: {@code epoch_key_destroyed} or {@code backup_expires}
     * @param until the day by which that is so, where turns of the epoch and backups are as set
     */
    public record Row(String kind, String live, String since, String backups, String until) {}

    /**
     * Values that a law keeps, frozen: which of these there were is not told.
     *
     * @param uses each a purpose and a field, with a space between them
     * @param until the last day of the last of them
     */
    public record Statutory(List<String> uses, String until) {
        /** Keeps a copy. */
        public Statutory {
            uses = List.copyOf(uses);
        }
    }

    /** What stays, and why. */
    public record Kept(String kind, String why) {}
}
