package io.menshen.events;

import io.menshen.access.Records;
import io.menshen.access.Use;
import io.menshen.events.OwnPurposes.Own;
import io.menshen.events.StoredEvents.Event;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.Retrieval;
import io.menshen.tokens.ScopedTokens;
import io.menshen.tokens.ScopedTokens.Scope;
import io.menshen.web.Trace;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import reactor.core.publisher.Mono;

/**
 * What a consumer is told: acts of consent that count for a purpose of its own, and erasures; that
 * somebody agreed only where the policy permits it that purpose now. Everybody is named by that
 * consumer's own token of that purpose.
 */
final class Following {
    private final OwnPurposes purposes;
    private final Records records;
    private final ScopedTokens tokens;
    private final StoredEvents events;

    Following(OwnPurposes purposes, Records records, ScopedTokens tokens, StoredEvents events) {
        this.purposes = purposes;
        this.records = records;
        this.tokens = tokens;
        this.events = events;
    }

    /**
     * An event as it is told.
     *
     * @param subject for each purpose that it concerns, the person's token there
     * @param receipt of the act of consent, or of the erasure
     */
    record Told(
            long position,
            String kind,
            String act,
            SortedMap<String, String> subject,
            String receipt,
            String at) {}

    /**
     * A page of events.
     *
     * @param next to ask after; as it was where nothing came
     * @param acknowledged all to here was taken in, as the consumer said
     */
    record Page(String id, List<Told> events, long next, long acknowledged) {}

    /** What was kept. */
    record Acknowledged(String id, long acknowledged) {}

    /**
     * Events after a position.
     *
     * @param after empty for what was acknowledged last
     * @param most of a page, 1 or more
     */
    Mono<Page> page(Caller caller, Trace trace, Optional<Long> after, int most) {
        // A page is about many people, of whom staff read by a ticket alone (5.3).
        return purposes.permitted(caller.retrieving(Retrieval.BULK), trace)
                .flatMap(all ->
                        events.acknowledged(caller.consumer())
                                .flatMap(known ->
                                        page(all, trace, after.orElse(known), known, most)));
    }

    private Mono<Page> page(Own own, Trace trace, long after, long acknowledged, int most) {
        var counted = new TreeSet<>(own.uses().stream().map(Use::counts).toList());
        return events.last()
                .map(last -> known("/after", after, last))
                .flatMap(last ->
                        events.between(after, last, counted, most)
                                .delayUntil(_ -> looked(own))
                                .map(found -> {
                                    var next = found.size() < most ? last : position(found);
                                    var told = told(found, own);
                                    return new Page(trace.decision(), told, next, acknowledged);
                                }));
    }

    private static long position(List<Event> found) {
        return found.getLast().position();
    }

    /** A position that there is not: the database was put back, or it was made up. */
    private static long known(String pointer, long position, long last) {
        if (position > last) {
            var detail =
                    "The last position is %d. After a database was put back, ask from 0."
                            .formatted(last);
            throw Refusal.invalid(List.of(new Fault(pointer, "unknown_position", detail)))
                    .toException();
        }
        return last;
    }

    Mono<Acknowledged> acknowledge(Caller caller, Trace trace, long through) {
        return purposes.permitted(caller, trace)
                .flatMap(all ->
                        events.last()
                                .map(last -> known("/through", through, last))
                                .flatMap(_ -> looked(all))
                                .flatMap(_ -> events.acknowledge(caller.consumer(), through)))
                .map(kept -> new Acknowledged(trace.decision(), kept));
    }

    private Mono<Boolean> looked(Own own) {
        var first = own.first();
        return records.looked(first.use(), first.permit(), null).thenReturn(true);
    }

    private List<Told> told(List<Event> found, Own own) {
        return found.stream()
                .map(event -> told(event, own))
                .filter(told -> !told.subject().isEmpty())
                .toList();
    }

    private Told told(Event event, Own own) {
        var ends = !event.act().equals("granted");
        var named = new TreeMap<String, String>();
        own.uses().stream()
                .filter(use -> event.purpose().isEmpty() || use.counts().equals(event.purpose()))
                .filter(use -> own.isTold(use, ends))
                .forEach(use -> named.put(use.question().purpose(), token(use, event)));
        return new Told(
                event.position(),
                event.kind(),
                event.act(),
                named,
                event.ref().toString(),
                event.at().toString());
    }

    private String token(Use use, Event event) {
        return tokens.ofSubject(
                new Scope(use.caller().consumer(), use.purpose().tokenScope()), event.subject());
    }
}
