package io.menshen.cases;

import io.menshen.access.Uses;
import io.menshen.access.Write;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Label;
import io.menshen.catalog.Purpose;
import io.menshen.catalog.StaffRegistry.Person;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.web.Trace;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Cases for the pages of the staff: what {@code /v1/cases} has, by the same steps, for a caller
 * whom the pages know. Everything is decided and recorded here as it is there.
 */
public final class OfficerDesk {
    /** The names of what a list is narrowed by. */
    public static final Set<String> PARAMETERS = CaseQuery.NAMES;

    private final Handling handling;
    private final Looking looking;
    private final Uses uses;
    private final Clock clock;

    OfficerDesk(Handling handling, Looking looking, Uses uses, Clock clock) {
        this.handling = handling;
        this.looking = looking;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * A page of cases, the nearest deadline first.
     *
     * @param next the cursor of the next page; null where this is the last one
     */
    public record Page(List<CaseView> items, @Nullable String next) {}

    /**
     * A case with all of it.
     *
     * @param subject the person's token for this caller; null where it is nobody any more
     * @param verbs what can be done with it as it stands
     */
    public record Whole(
            CaseView request,
            @Nullable String subject,
            List<ActView> history,
            List<String> verbs) {}

    /**
     * What is done with a case.
     *
     * @param verb as in the interface
     * @param owner of an assignment and of nothing else
     * @param reason of a refusal and of nothing else
     * @param key tells this press of a button from others
     * @param body all of the above, for the write's fingerprint
     */
    public record Pressed(
            String verb,
            @Nullable String owner,
            @Nullable String reason,
            @Nullable Personal<String> note,
            String key,
            Bytes body) {}

    /** The words that may be chosen among; reasons with what the person is told. */
    public record Words(List<String> kinds, List<String> statuses, Map<String, Label> reasons) {}

    /** The words of the interface. */
    public static Words words() {
        var reasons = new LinkedHashMap<String, Label>();
        for (var reason : RefusalReason.values()) {
            reasons.put(CaseWords.of(reason), reason.words());
        }
        return new Words(all(CaseKind.values()), all(CaseStatus.values()), reasons);
    }

    private static List<String> all(Enum<?>... constants) {
        return Arrays.stream(constants).map(CaseWords::of).toList();
    }

    /** Whether a caller has to do with cases at all; each call is decided all the same. */
    public boolean isOffered(Caller caller) {
        var staff = caller.staff();
        return staff != null
                && purposes(uses.policy().catalog(), caller)
                        .anyMatch(
                                one -> one.roles().isEmpty() || one.roles().contains(staff.role()));
    }

    /** Who of the staff may have a case. */
    public List<String> owners(Caller caller) {
        var catalog = uses.policy().catalog();
        var roles = purposes(catalog, caller).flatMap(one -> one.roles().stream()).toList();
        return catalog.staff().people().entrySet().stream()
                .filter(entry -> mayHave(entry.getValue(), roles))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static boolean mayHave(Person person, List<String> roles) {
        return roles.isEmpty() || roles.contains(person.role());
    }

    private static Stream<Purpose> purposes(Catalog catalog, Caller caller) {
        return catalog.consumer(caller.consumer()).map(Consumer::purposes).stream()
                .flatMap(List::stream)
                .flatMap(name -> catalog.purpose(name).stream())
                .filter(purpose -> purpose.operations().contains(Operation.HANDLE));
    }

    /** The cases that the query of a request asks for; errors as of {@code GET /v1/cases}. */
    public Mono<Page> list(Caller caller, ServerRequest request) {
        var trace = Trace.of(request);
        return Mono.fromSupplier(() -> CaseQuery.of(request, BusinessDay.today(clock)))
                .flatMap(wanted -> looking.list(caller, wanted, trace.decision(), trace.traceId()))
                .map(page -> new Page(page.items(), page.next()));
    }

    /** The case whose id is in the path; errors as of {@code GET /v1/cases/{id}}. */
    public Mono<Whole> one(Caller caller, ServerRequest request) {
        var trace = Trace.of(request);
        return Asked.id(request)
                .flatMap(id -> looking.one(caller, id, trace.decision(), trace.traceId()))
                .map(whole ->
                        new Whole(
                                whole.request(),
                                whole.subject(),
                                whole.history(),
                                verbs(whole.request())));
    }

    private static List<String> verbs(CaseView view) {
        var status = CaseWords.kept(CaseStatus.class, view.status());
        return Arrays.stream(Act.values()).filter(act -> act.fits(status)).map(Act::verb).toList();
    }

    /** Does it; errors as of {@code POST /v1/cases/{id}/…}. */
    public Mono<UUID> act(Caller caller, ServerRequest request, Pressed pressed) {
        return Mono.justOrEmpty(Act.byVerb(pressed.verb()))
                .switchIfEmpty(Mono.error(Refusal.of(Refusal.Kind.NOT_FOUND)::toException))
                .flatMap(act ->
                        Asked.id(request).flatMap(id -> done(caller, request, id, act, pressed)));
    }

    private Mono<UUID> done(
            Caller caller, ServerRequest request, UUID id, Act act, Pressed pressed) {
        return Mono.defer(() -> {
            var trace = Trace.of(request);
            var route = "POST " + act.route(id);
            var write = Write.of(caller, route, List.of(pressed.key()), pressed.body());
            var asked = new Asked(caller, write, trace.decision(), trace.traceId());
            var written = new ActRequest(pressed.owner(), pressed.reason(), pressed.note());
            return handling.act(asked, id, act, written);
        });
    }
}
