package io.menshen.console;

import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Purpose;
import io.menshen.consent.Receipts;
import io.menshen.consent.Restorations;
import io.menshen.consent.Withdrawals;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Operation;
import io.menshen.notice.Notice;
import io.menshen.notice.Notices;
import io.menshen.subject.ConsentState.Act;
import io.menshen.subject.ConsentState.Entry;
import io.menshen.subject.Subject;
import io.menshen.web.Trace;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How a person stands towards each purpose that can be withdrawn, and their agreeing anew. */
final class OwnChoices {
    private static final String PRESSED = "pressed";

    private final Uses uses;
    private final Notices notices;
    private final Agreements agreements;
    private final Restorations restorations;
    private final Records records;
    private final Clock clock;

    OwnChoices(
            Uses uses,
            Notices notices,
            Agreements agreements,
            Restorations restorations,
            Records records,
            Clock clock) {
        this.uses = uses;
        this.notices = notices;
        this.agreements = agreements;
        this.restorations = restorations;
        this.records = records;
        this.clock = clock;
    }

    /**
     * A purpose, and how the person stands towards it.
     *
     * @param standing null where it is told to nobody
     */
    record Choice(String name, Purpose purpose, @Nullable Consent standing) {}

    /** Every purpose that can be withdrawn, whoever the person is: it tells nothing of them. */
    List<Choice> all() {
        return withdrawable()
                .map(name -> new Choice(name, purpose(name), null))
                .filter(choice -> choice.purpose().enabled())
                .toList();
    }

    /** The purposes on which the person once said something, in the order of the registry. */
    List<Choice> of(Subject person) {
        return withdrawable()
                .map(name -> choice(person, name, purpose(name)))
                .filter(choice -> choice.standing() != Consent.MISSING)
                .toList();
    }

    private static Choice choice(Subject person, String name, Purpose purpose) {
        return new Choice(name, purpose, person.consents().of(name, purpose.version()));
    }

    /** The purposes of marketing: all of them, whatever was said of them before. */
    List<String> marketing() {
        return withdrawable().filter(name -> purpose(name).marketing()).toList();
    }

    /** A purpose whose consent is another's is withdrawn with that one. */
    private Stream<String> withdrawable() {
        var catalog = catalog();
        return catalog.consumer(catalog.deployment().pages()).map(Consumer::purposes).stream()
                .flatMap(List::stream)
                .filter(name -> purpose(name).operations().contains(Operation.WITHDRAW))
                .filter(name -> catalog.consentOf(name).map(name::equals).orElse(true))
                .filter(name -> !isOfLogin(name));
    }

    /** The purposes of the pages themselves are no choice: without them there is none. */
    private boolean isOfLogin(String name) {
        var login = catalog().deployment().login();
        return login != null
                && (name.equals(login.access())
                        || name.equals(login.purpose())
                        || name.equals(login.requests()));
    }

    /** Whether a person may withdraw that purpose here. */
    boolean isOffered(String name) {
        return withdrawable().anyMatch(name::equals);
    }

    private Catalog catalog() {
        return uses.policy().catalog();
    }

    private Purpose purpose(String name) {
        return catalog().purpose(name).orElseThrow();
    }

    /**
     * What a person agreed to anew.
     *
     * @param last what they had said last
     */
    record Agreed(Notice notice, Receipts.Act act, @Nullable Entry last) {}

    /**
     * Agrees to what was withdrawn, or was given under an earlier notice; sensitive kinds are not
     * agreed to by it, which are asked for one by one where they are needed.
     *
     * @return empty where nothing was said on the purpose before, it has no notice, something was
     *     said meanwhile, or the policy does not take it
     */
    Mono<Agreed> agree(Subject person, String name, Trace trace) {
        return Mono.justOrEmpty(
                        of(person).stream()
                                .filter(choice -> choice.name().equals(name))
                                .filter(choice -> choice.standing() != Consent.GRANTED)
                                .findFirst())
                .flatMap(_ -> Mono.justOrEmpty(notices.current(uses.policy(), name)))
                .flatMap(notice -> agree(person, notice, trace));
    }

    private Mono<Agreed> agree(Subject person, Notice notice, Trace trace) {
        var use =
                uses.begin(
                        Choices.pages(uses),
                        notice.purpose(),
                        Operation.CONSENT,
                        null,
                        trace.decision(),
                        trace.traceId());
        var last = person.consents().entries().get(notice.purpose());
        var agreed = new Agreed(notice, act(use, person, notice), last);
        return agreements
                .permitted(use)
                .flatMap(_ ->
                        agreements.decided(
                                use,
                                person,
                                agreed.act().entry(),
                                granted -> kept(granted, agreed)))
                .filter(Boolean::booleanValue)
                .map(_ -> agreed);
    }

    private Receipts.Act act(Use use, Subject person, Notice notice) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var pages = use.caller().consumer();
        var entry =
                new Entry(
                        Act.GRANTED,
                        notice.version(),
                        Withdrawals.after(person, notice.purpose(), now),
                        pages,
                        Collections.emptySortedSet());
        var said = new Receipts.Said(PRESSED, List.of(), List.of(), notice.hash(), pages);
        return new Receipts.Act(UUID.randomUUID(), notice.purpose(), entry, said);
    }

    private Mono<Boolean> kept(Granted granted, Agreed agreed) {
        var act = agreed.act();
        var recorded =
                Mono.defer(() -> records.permitted(granted, List.of("subject"), List.of())).then();
        return restorations
                .agree(granted.subject().id(), agreed.last(), act, recorded)
                .map(changed ->
                        act.entry().equals(changed.consents().entries().get(act.purpose())));
    }
}
