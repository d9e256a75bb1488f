package io.menshen.console;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Uses;
import io.menshen.audit.AuditRecord.Outcome;
import io.menshen.audit.AuditSearch;
import io.menshen.audit.AuditSearch.Found;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Label;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Operation;
import io.menshen.kernel.SubjectId;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Who used a person's data, from the audit: by day, system and purpose, and never by name of a
 * member of staff. The look is decided and recorded as any.
 */
final class OwnUses {
    private static final Duration BACK = Duration.ofDays(90);

    /** A clock of another replica may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final int MOST = 500;

    private final Uses uses;
    private final Access access;
    private final ScopedTokens tokens;
    private final AuditSearch search;
    private final Records records;
    private final Clock clock;

    OwnUses(
            Uses uses,
            Access access,
            ScopedTokens tokens,
            AuditSearch search,
            Records records,
            Clock clock) {
        this.uses = uses;
        this.access = access;
        this.tokens = tokens;
        this.search = search;
        this.records = records;
        this.clock = clock;
    }

    /**
     * What one system did for one purpose on one day.
     *
     * @param purpose null where the gateway acted by itself
     * @param times 1 or more
     * @param fields what was shown, by name
     */
    record Day(
            LocalDate day,
            Label who,
            @Nullable Label purpose,
            String operation,
            int times,
            List<String> fields) {}

    /** The newest first. */
    Mono<List<Day>> of(SubjectId subject, String purpose, Trace trace) {
        var use =
                uses.begin(
                        Choices.pages(uses),
                        purpose,
                        Operation.AUDIT,
                        null,
                        trace.decision(),
                        trace.traceId());
        var by = new Reference.ByToken(tokens.ofSubject(use.scope(), subject));
        return access.grant(use, by).flatMap(this::found);
    }

    private Mono<List<Day>> found(Granted granted) {
        var auditId = granted.subject().auditId();
        if (auditId == null) {
            return Mono.just(List.of());
        }
        var catalog = granted.use().policy().catalog();
        return search.find(wanted(auditId), null, MOST)
                .delayUntil(_ -> records.looked(granted.use(), granted.permit(), auditId))
                .map(found -> days(found, catalog));
    }

    private AuditSearch.Wanted wanted(UUID auditId) {
        var now = clock.instant();
        return new AuditSearch.Wanted(now.minus(BACK), now.plus(AHEAD), auditId, null, null, null);
    }

    /** What is counted together. */
    private record Alike(LocalDate day, String consumer, String purpose, String operation) {
        static Alike of(Found found) {
            var day = LocalDate.ofInstant(found.place().at(), BusinessDay.ZONE);
            return new Alike(day, found.consumer(), found.purpose(), found.operation());
        }
    }

    private static List<Day> days(List<Found> found, Catalog catalog) {
        return found.stream()
                .filter(one -> one.outcome().equalsIgnoreCase(Outcome.PERMITTED.name()))
                .filter(one -> isTold(one, catalog))
                .collect(groupingBy(Alike::of, LinkedHashMap::new, toList()))
                .entrySet()
                .stream()
                .map(entry -> day(entry, catalog))
                .toList();
    }

    /** The registry names purposes of which the law lets nobody be told. */
    private static boolean isTold(Found found, Catalog catalog) {
        return catalog.purpose(found.purpose())
                .map(Purpose::visibleToPerson)
                .orElse(found.purpose().isEmpty());
    }

    private static Day day(Map.Entry<Alike, List<Found>> entry, Catalog catalog) {
        var alike = entry.getKey();
        var fields = new TreeSet<String>();
        entry.getValue().forEach(one -> one.fields().forEach(f -> fields.add(f.split(":", 2)[0])));
        return new Day(
                alike.day(),
                who(alike.consumer(), catalog),
                catalog.purpose(alike.purpose()).map(Purpose::label).orElse(null),
                alike.operation(),
                entry.getValue().size(),
                List.copyOf(fields));
    }

    /** A system that is registered no more is named by its id. */
    private static Label who(String consumer, Catalog catalog) {
        var deployment = catalog.deployment();
        return consumer.equals(deployment.name())
                ? deployment.label()
                : catalog.consumer(consumer)
                        .map(Consumer::label)
                        .orElseGet(() -> new Label(consumer, consumer));
    }
}
