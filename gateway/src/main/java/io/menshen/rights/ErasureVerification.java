package io.menshen.rights;

import io.menshen.kernel.BusinessDay;
import io.menshen.keys.KeysetStatus;
import io.menshen.rights.ErasureFinding.State;
import io.menshen.rights.LiveState.Count;
import io.menshen.rights.LiveState.Known;
import io.menshen.rights.LiveState.Left;
import io.menshen.rights.Receipt.Statutory;
import io.menshen.signing.VerifyingKey;
import io.menshen.storage.Pools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Holds a receipt of an erasure to its signature, to the database as it is now, and to the epoch
 * keys that there are.
 */
public final class ErasureVerification {
    private final VerifyingKey trusted;
    private final SignedReceipt signed;

    private ErasureVerification(VerifyingKey trusted, SignedReceipt signed) {
        this.trusted = trusted;
        this.signed = signed;
    }

    /**
     * The verification of one receipt.
     *
     * @param trusted PEM file of the public key of the audit
     * @param text the receipt, or the answer of the interface that holds it
     * @throws IOException where the key cannot be read
     * @throws IllegalArgumentException where one is not what it should be
     */
    public static ErasureVerification of(Path trusted, String text) throws IOException {
        return new ErasureVerification(VerifyingKey.read(trusted), SignedReceipt.read(text));
    }

    /** What the receipt says. */
    public Receipt receipt() {
        return signed.receipt();
    }

    /**
     * All that was found. What is not signed, or what the database never gave, is looked into no
     * further.
     *
     * @param pools connections of every role that reads
     * @param epoch the keyset of epochs that is at work
     * @return findings; an error where the database does not answer
     */
    public Mono<List<ErasureFinding>> run(Pools pools, KeysetStatus epoch, Instant now) {
        if (!signed.signedBy(trusted)) {
            return Mono.just(
                    List.of(
                            ErasureFinding.of(
                                    false,
                                    "signature",
                                    "it was changed since, or signed by another key than "
                                            + trusted.id())));
        }
        var by = "key " + trusted.id() + " signed it as it is";
        return Flux.concat(
                        Mono.just(ErasureFinding.of(true, "signature", by)),
                        live(new LiveState(pools), kept(now)),
                        Mono.fromSupplier(() -> epochs(epoch, now)))
                .collectList();
    }

    /** What a law keeps still; null where it keeps nothing, or its last day is over. */
    private @Nullable Statutory kept(Instant now) {
        var statutory = receipt().statutory();
        if (statutory == null) {
            return null;
        }
        // The day after is the day of the daily run, which may be late in it.
        var over = LocalDate.parse(statutory.until()).plusDays(2);
        return now.atZone(BusinessDay.ZONE).toLocalDate().isBefore(over) ? statutory : null;
    }

    private Flux<ErasureFinding> live(LiveState state, @Nullable Statutory statutory) {
        return state.known(receipt().id())
                .flatMapMany(known ->
                        state.left(known.subject())
                                .flatMapMany(left -> held(state, known, left, statutory))
                                .switchIfEmpty(missing("key record", "it is gone")))
                .switchIfEmpty(missing("receipt", "this database never gave it"));
    }

    private static Mono<ErasureFinding> missing(String place, String detail) {
        return Mono.just(ErasureFinding.of(false, place, detail + ": nothing more can be shown"));
    }

    private Flux<ErasureFinding> held(
            LiveState state, Known known, Left left, @Nullable Statutory statutory) {
        var person = Commitment.of(known.salt(), known.subject(), left.rows());
        if (!person.equals(receipt().person())) {
            return missing("receipt", "the database names other rows than it was made for").flux();
        }
        var lawful = statutory == null ? List.<String>of() : statutory.uses();
        return Flux.concat(
                Flux.just(
                        ErasureFinding.of(true, "receipt", "it is of the rows that are looked for"),
                        keyRecord(left, statutory),
                        auditId(left)),
                state.counts(known, left.rows(), lawful).map(ErasureVerification::counted));
    }

    /** Where a law keeps something, the key that opens that alone is there until its last day. */
    private static ErasureFinding keyRecord(Left left, @Nullable Statutory statutory) {
        var isErased = left.lifecycle().equals("erased") && !left.hasStatutoryKey();
        var isRetained = statutory != null && left.lifecycle().equals("frozen");
        var detail =
                left.hasServiceKey()
                        ? "it holds keys"
                        : isRetained
                                ? "it holds no key but that of what a law keeps"
                                : left.hasStatutoryKey() ? "it holds keys" : "it holds no key";
        return ErasureFinding.of(
                !left.hasServiceKey() && (isErased || isRetained), "key record", detail);
    }

    /** What is still recorded of who is retained stands under an id of its own. */
    private static ErasureFinding auditId(Left left) {
        var isRetained = !left.hasServiceKey() && left.hasStatutoryKey();
        var detail =
                isRetained ? "another one since" : left.hasAuditId() ? "it is there" : "severed";
        return ErasureFinding.of(isRetained || !left.hasAuditId(), "audit id", detail);
    }

    private static ErasureFinding counted(Count count) {
        var kept = count.lawful() == 0 ? "" : ", kept by law: " + count.lawful();
        return ErasureFinding.of(count.rows() == 0, count.place(), "rows: " + count.rows() + kept);
    }

    private ErasureFinding epochs(KeysetStatus epoch, Instant now) {
        var last = receipt().epoch();
        var place = "epoch " + last;
        if (epoch.versions().stream().noneMatch(version -> version.number() <= last)) {
            return ErasureFinding.of(true, place, "its key and those before are destroyed");
        }
        var until = until();
        var isDue = now.atOffset(ZoneOffset.UTC).toLocalDate().isAfter(until);
        var detail = "its key is there; the receipt promises its end by " + until;
        return new ErasureFinding(isDue ? State.WRONG : State.PENDING, place, detail);
    }

    /** The last day that the receipt names for what the epoch key ends; none is long past. */
    private LocalDate until() {
        try {
            return receipt().rows().stream()
                    .filter(row -> row.backups().equals(Account.EPOCH))
                    .map(row -> LocalDate.parse(row.until()))
                    .max(LocalDate::compareTo)
                    .orElse(LocalDate.EPOCH);
        } catch (DateTimeParseException _) {
            return LocalDate.EPOCH;
        }
    }
}
