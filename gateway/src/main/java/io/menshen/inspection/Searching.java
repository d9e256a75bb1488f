package io.menshen.inspection;

import io.menshen.access.Access;
import io.menshen.access.Records;
import io.menshen.access.Uses;
import io.menshen.audit.AuditSearch;
import io.menshen.audit.AuditSearch.Found;
import io.menshen.audit.AuditSearch.Wanted;
import io.menshen.catalog.Catalog;
import io.menshen.inspection.Explaining.Told;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.subject.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Who saw what of whom; the look itself is recorded, with the person where one is named. */
final class Searching {
    private static final int MOST = 500;
    private static final int LONGEST_DAYS = 400;

    private final Auditing auditing;
    private final Access access;
    private final AuditSearch search;
    private final Records records;

    Searching(Auditing auditing, Access access, AuditSearch search, Records records) {
        this.auditing = auditing;
        this.access = access;
        this.search = search;
        this.records = records;
    }

    /**
     * A page of records, the newest first.
     *
     * @param next the cursor of the next page; null where this is the last one
     */
    record Page(String id, List<Item> items, @Nullable String next) {}

    /**
     * A record, with what its reasons mean in the policy in force.
     *
     * @param decision null where the gateway acted by itself
     * @param fields the fields shown, {@code field:treatment} each
     * @param request the decision request, which holds no person; null where none was made
     */
    record Item(
            @Nullable String decision,
            Instant at,
            String consumer,
            @Nullable String staff,
            String purpose,
            String operation,
            @Nullable String channel,
            String outcome,
            List<Told> reasons,
            List<String> fields,
            List<String> stores,
            long policyRevision,
            String traceId,
            @Nullable String request) {}

    Mono<Page> search(Caller caller, SearchRequest request, String decisionId, String traceId) {
        return auditing.permitted(caller, decisionId, traceId)
                .flatMap(look -> found(look, request));
    }

    private Mono<Page> found(Auditing.Look look, SearchRequest request) {
        var catalog = look.use().policy().catalog();
        check(request, catalog);
        var before = SearchCursor.read(request.cursor());
        return person(look, request)
                .flatMap(person ->
                        search.find(wanted(request, person.orElse(null)), before, request.most())
                                .flatMap(found ->
                                        records.looked(
                                                        look.use(),
                                                        look.permit(),
                                                        person.orElse(null))
                                                .thenReturn(page(look, found, request))));
    }

    /** The audit id of the person; empty where none is named. */
    private Mono<Optional<UUID>> person(Auditing.Look look, SearchRequest request) {
        if (request.subject() == null) {
            return Mono.just(Optional.empty());
        }
        var by = Uses.reference(look.use().policy().catalog(), request.subject());
        return access.named(look.use(), by).map(subject -> Optional.of(idOf(subject)));
    }

    /** Erasure severs the id: nothing is found of an erased person any more. */
    private static UUID idOf(Subject subject) {
        var id = subject.auditId();
        return id == null ? UUID.randomUUID() : id;
    }

    private static Wanted wanted(SearchRequest request, @Nullable UUID person) {
        return new Wanted(
                start(request.from()),
                start(request.to().plusDays(1)),
                person,
                request.decision(),
                request.consumer(),
                request.field());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(BusinessDay.ZONE).toInstant();
    }

    private static Page page(Auditing.Look look, List<Found> found, SearchRequest request) {
        var catalog = look.use().policy().catalog();
        var last = found.size() < request.most() ? null : found.getLast().place();
        return new Page(
                look.use().decisionId(),
                found.stream().map(one -> item(one, catalog)).toList(),
                last == null ? null : SearchCursor.write(last));
    }

    private static Item item(Found found, Catalog catalog) {
        return new Item(
                found.decisionId().isEmpty() ? null : found.decisionId(),
                found.place().at(),
                found.consumer(),
                found.staff(),
                found.purpose(),
                found.operation(),
                found.channel(),
                found.outcome(),
                found.reasons().stream()
                        .map(code -> Told.of(code, catalog.reasons().get(code)))
                        .toList(),
                found.fields(),
                found.stores(),
                found.revision(),
                found.traceId(),
                found.request());
    }

    private static void check(SearchRequest request, Catalog catalog) {
        var faults = new ArrayList<Fault>();
        var longest = request.from().plusDays(LONGEST_DAYS);
        if (request.to().isBefore(request.from()) || request.to().isAfter(longest)) {
            faults.add(
                    new Fault(
                            "/to", "range", "Needed: " + request.from() + " to " + longest + "."));
        }
        if (request.most() < 1 || request.most() > MOST) {
            faults.add(new Fault("/limit", "range", "Needed: 1 to " + MOST + "."));
        }
        if (request.field() != null && catalog.field(request.field()).isEmpty()) {
            faults.add(new Fault("/field", "unknown_word", "Needed: a field of the catalogue."));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults).toException();
        }
    }
}
