package io.menshen.cases;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Use;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.keys.KeyRing;
import io.menshen.tokens.ScopedTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Copies of what is held, made for a person on their own pages (PIPL 45). Each lies sealed under
 * their service key and is given for a day: making, looking and giving are decided about the person
 * as every use is, and recorded before anything is given.
 */
public final class OwnCopies {
    /** How long a copy is given. */
    public static final Duration KEPT = Duration.ofHours(24);

    private final Access access;
    private final ScopedTokens tokens;
    private final Copies copies;
    private final CaseTransactions transactions;
    private final Records records;
    private final Alarms alarms;
    private final KeyRing keys;
    private final Clock clock;

    OwnCopies(
            Access access,
            ScopedTokens tokens,
            Copies copies,
            CaseTransactions transactions,
            Records records,
            Alarms alarms,
            KeyRing keys,
            Clock clock) {
        this.access = access;
        this.tokens = tokens;
        this.copies = copies;
        this.transactions = transactions;
        this.records = records;
        this.alarms = alarms;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A copy that can be had.
     *
     * @param form as whoever made it named it
     */
    public record Copy(UUID id, String form, Instant made, Instant expires) {
        static Copy of(CopyRow row) {
            return new Copy(row.id(), row.form(), row.made(), row.expires());
        }
    }

    /**
     * What a copy would hold, and those that can be had, the newest first.
     *
     * @param fields by name
     */
    public record Offer(Set<String> fields, List<Copy> copies) {
        /** Keeps copies. */
        public Offer {
            fields = Set.copyOf(fields);
            copies = List.copyOf(copies);
        }
    }

    /** What can be had now. */
    public Mono<Offer> of(Use use, SubjectId person) {
        return granted(use, person)
                .flatMap(granted ->
                        copies.of(person, clock.instant())
                                .map(Copy::of)
                                .collectList()
                                .map(all -> new Offer(granted.permit().plan().keySet(), all))
                                .delayUntil(_ -> looked(granted)));
    }

    private Mono<?> looked(Granted granted) {
        var auditId = granted.subject().auditId();
        return records.looked(granted.use(), granted.permit(), auditId);
    }

    /**
     * Keeps a copy for a day in place of that form's before, sealed.
     *
     * @param form a word of whoever makes it
     * @return {@code CONFLICT} where the person is being erased; {@code STORE_UNAVAILABLE} where
     *     the database does not answer, and nothing is kept then
     */
    public Mono<Copy> keep(Use use, SubjectId person, String form, Personal<String> text) {
        return granted(use, person).flatMap(granted -> kept(granted, form, text));
    }

    private Mono<Copy> kept(Granted granted, String form, Personal<String> text) {
        return Mono.fromSupplier(() -> sealed(granted, form, text))
                .flatMap(row ->
                        transactions
                                .run(
                                        effect(granted, row),
                                        open -> Copies.keep(open, granted.subject().id(), row))
                                .thenReturn(Copy.of(row)));
    }

    private CopyRow sealed(Granted granted, String form, Personal<String> text) {
        var id = UUID.randomUUID();
        var made = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var expires = made.plus(KEPT);
        var key = Note.service(granted.subject(), keys).orElseThrow(CaseReads::unavailable);
        var sealed = key.seal(CopyRow.place(id, form, made, expires), text);
        return new CopyRow(id, form, made, expires, Bytes.copyOf(sealed));
    }

    /**
     * A copy, once it is recorded that it is given.
     *
     * @param form that it was made in
     */
    public record Given(String form, Instant made, Personal<String> text) {}

    /** Gives a copy of that person; empty where there is none of that id, or none any more. */
    public Mono<Given> give(Use use, SubjectId person, UUID id) {
        return granted(use, person)
                .flatMap(granted ->
                        copies.of(person, clock.instant())
                                .filter(row -> row.id().equals(id))
                                .next()
                                .flatMap(row -> opened(granted, row))
                                .delayUntil(_ ->
                                        records.permitted(
                                                granted, CaseTransactions.STORES, List.of())));
    }

    /** One that another hand changed is none, and alarmed. */
    private Mono<Given> opened(Granted granted, CopyRow row) {
        try {
            return Mono.justOrEmpty(
                    Note.service(granted.subject(), keys)
                            .map(key -> key.open(row.place(), row.sealed().toArray()))
                            .map(text -> new Given(row.form(), row.made(), text)));
        } catch (IntegrityException changed) {
            alarms.raise(granted.use(), "cases", changed);
            return Mono.empty();
        }
    }

    private Mono<Granted> granted(Use use, SubjectId person) {
        return access.grant(use, new Reference.ByToken(tokens.ofSubject(use.scope(), person)));
    }

    private static CaseTransactions.Effect effect(Granted granted, CopyRow row) {
        var by = new Admitted(granted.use(), granted.permit());
        var auditId = granted.subject().auditId();
        return new CaseTransactions.Effect(row.id(), Asked.own(granted.use()), by, auditId);
    }
}
