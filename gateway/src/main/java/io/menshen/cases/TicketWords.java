package io.menshen.cases;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.SubjectId;
import io.menshen.tokens.ScopedTokens;
import io.menshen.tokens.ScopedTokens.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a ticket is asked for, in words of the registries.
 *
 * @param fields sorted
 */
record TicketWords(SequencedSet<String> fields, Set<SubjectId> people, TicketReason reason) {
    private static final int MOST_PEOPLE = 1000;
    private static final int MOST_DAYS = 7;

    /**
     * Reads a request.
     *
     * @throws io.menshen.kernel.RefusedException with all faults at once, by their places
     */
    static TicketWords of(
            TicketRequest request, String consumer, Catalog catalog, ScopedTokens tokens) {
        var faults = new ArrayList<Fault>();
        var reason = CaseWords.read(TicketReason.class, request.reason(), "/reason", faults);
        if (request.days() < 1 || request.days() > MOST_DAYS) {
            faults.add(new Fault("/days", "range", "Needed: 1 to " + MOST_DAYS + "."));
        }
        var purpose = catalog.purpose(request.purpose());
        if (purpose.isEmpty()) {
            faults.add(new Fault("/purpose", "unknown_word", "Needed: a purpose."));
        }
        var fields = fields(request.fields(), purpose, faults);
        var people =
                purpose.map(known -> new Scope(consumer, known.tokenScope()))
                        .map(scope -> people(request.people(), scope, tokens, faults))
                        .orElse(Set.of());
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults).toException();
        }
        return new TicketWords(fields, people, reason.orElseThrow());
    }

    private static SequencedSet<String> fields(
            List<String> named, Optional<Purpose> purpose, List<Fault> faults) {
        var fields = new TreeSet<String>();
        var known = purpose.map(one -> one.fields().keySet()).orElse(Set.of());
        for (var i = 0; i < named.size(); i++) {
            if (purpose.isPresent() && !known.contains(named.get(i))) {
                faults.add(new Fault("/fields/" + i, "unknown_word", "Needed: a field of it."));
            } else {
                fields.add(named.get(i));
            }
        }
        if (named.isEmpty()) {
            faults.add(new Fault("/fields", "range", "Needed: one field or more."));
        }
        return fields;
    }

    private static Set<SubjectId> people(
            List<String> named, Scope scope, ScopedTokens tokens, List<Fault> faults) {
        if (named.isEmpty() || named.size() > MOST_PEOPLE) {
            faults.add(new Fault("/people", "range", "Needed: 1 to " + MOST_PEOPLE + " tokens."));
            return Set.of();
        }
        var people = new LinkedHashSet<SubjectId>();
        for (var i = 0; i < named.size(); i++) {
            var place = "/people/" + i;
            Optional.ofNullable(named.get(i))
                    .flatMap(token -> tokens.subject(scope, token))
                    .ifPresentOrElse(
                            people::add,
                            () ->
                                    faults.add(
                                            new Fault(
                                                    place,
                                                    "token",
                                                    "Needed: your token of a person for that purpose.")));
        }
        return people;
    }
}
