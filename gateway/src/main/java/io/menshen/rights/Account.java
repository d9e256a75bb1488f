package io.menshen.rights;

import io.menshen.keys.KeysetStatus;
import io.menshen.rights.Receipt.Kept;
import io.menshen.rights.Receipt.Row;
import io.menshen.rights.Receipt.Statutory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a receipt says of each kind of row: docs/rights.md says it in sentences. */
final class Account {
    /** What stays: random ids, which by themselves lead to nobody. */
    private static final List<Kept> KEPT =
            List.of(
                    new Kept(
                            "erased_record",
                            "random ids of rows that are gone, so that a restored backup is found out"),
                    new Kept(
                            "journal_entry",
                            "random ids in the revocation journal, so that a restored backup is erased again"),
                    new Kept(
                            "withdrawal_links",
                            "a hash, the random id and purposes of links in messages, until their last day, so that they still answer"),
                    new Kept("erasure_receipt", "this receipt with the random id that it is of"),
                    new Kept(
                            "token_fingerprint",
                            "a keyed MAC, so that no token is drawn for the erased person"),
                    new Kept(
                            "consent_receipts",
                            "purpose, act, notice, channel and time under a random id, without wording: proof of lawful processing"),
                    new Kept(
                            "events",
                            "purpose, act and time under a random id: what other systems are told"),
                    new Kept(
                            "cases",
                            "kind, days, acts and decisions of requests, which lead to nobody any more; notes open no more: proof that they were answered"),
                    new Kept(
                            "audit_records",
                            "what was done, under an audit id that leads to nobody any more: proof of processing"),
                    new Kept(
                            "match_attempts",
                            "counts by field under a random id, until the day after"),
                    new Kept(
                            "write_fingerprints",
                            "keyed MACs of requests and ids, for as long as a write can be repeated"));

    static final String EPOCH = "epoch_key_destroyed";
    private static final String BACKUP = "backup_expires";
    private static final String LAW = "last_day_by_law";
    private static final String DELETED = "deleted";

    private final Duration backups;

    Account(Duration backups) {
        this.backups = backups;
    }

    /**
     * Each kind of row of a person who was erased.
     *
     * @param epochMade when the present epoch began; empty where that is not known
     * @param statutory what a law keeps; null where it keeps nothing
     */
    List<Row> rows(Instant erased, Optional<Instant> epochMade, @Nullable Statutory statutory) {
        var keys = day(lastTurn(erased, epochMade));
        var copies = day(erased.plus(backups));
        var at = erased.toString();
        return List.of(
                new Row("key_record", destroyed(statutory), at, EPOCH, keys),
                new Row("identity", DELETED, at, EPOCH, keys),
                new Row("sensitive", DELETED, at, EPOCH, keys),
                new Row("copies", DELETED, at, EPOCH, keys),
                lawful("statutory_values", DELETED, at, keys, statutory),
                lawful("consent_receipts_sealed", "unreadable", at, keys, statutory),
                new Row("profile", DELETED, at, BACKUP, copies),
                new Row("blind_indexes", DELETED, at, BACKUP, copies),
                new Row("format_tokens", DELETED, at, BACKUP, copies),
                new Row("consent_state", DELETED, at, BACKUP, copies),
                new Row("case_links", DELETED, at, BACKUP, copies),
                new Row("audit_id", "severed", at, BACKUP, copies));
    }

    private static String destroyed(@Nullable Statutory statutory) {
        return statutory == null ? "keys_destroyed" : "service_key_destroyed";
    }

    /** What the statutory key opens stays sealed under it where a law keeps something. */
    private static Row lawful(
            String kind, String live, String at, String keys, @Nullable Statutory statutory) {
        return statutory == null
                ? new Row(kind, live, at, EPOCH, keys)
                : new Row(kind, "frozen", at, LAW, statutory.until());
    }

    /**
     * The end of the epoch and one more, for an erasure while an epoch turns; of an epoch that is
     * overdue nobody knows the end but that it is still to come.
     */
    private static Instant lastTurn(Instant erased, Optional<Instant> epochMade) {
        var two = KeysetStatus.EPOCH.multipliedBy(2);
        var promised = epochMade.orElse(erased).plus(two);
        var least = erased.plus(KeysetStatus.EPOCH);
        return promised.isAfter(least) ? promised : least;
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    static List<Kept> kept() {
        return KEPT;
    }
}
