package io.menshen.standalone.intake;

import io.menshen.consent.Withdrawals;
import io.menshen.consent.Withdrawals.Withdrawal;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Age;
import io.menshen.kernel.Consent;
import io.menshen.kernel.SubjectId;
import io.menshen.standalone.people.GeneratedPerson;
import io.menshen.standalone.people.GivenConsent;
import io.menshen.subject.ConsentState;
import io.menshen.subject.Subject;
import io.menshen.subject.SubjectChanges;
import io.menshen.subject.Subjects;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

/**
 * Brings a registered person to the state that they shall have, by the gateway's own ways there.
 */
record States(
        Subjects subjects,
        SubjectChanges changes,
        Withdrawals withdrawals,
        Erasure erasure,
        Clock clock) {
    private static final String CHANNEL = "app";

    static States of(ApplicationContext gateway) {
        return new States(
                gateway.getBean(Subjects.class),
                gateway.getBean(SubjectChanges.class),
                gateway.getBean(Withdrawals.class),
                gateway.getBean(Erasure.class),
                gateway.getBean(Clock.class));
    }

    void bring(SubjectId id, GeneratedPerson person) {
        subjects.find(id)
                .filter(subject -> !changed(subject, person).equals(subject))
                .flatMap(_ ->
                        changes.change(
                                id,
                                subject -> changed(subject, person),
                                SubjectChanges.Beside.NOTHING))
                .block(IntakeSink.PATIENCE);
        person.consents().stream()
                .filter(given -> given.state() == Consent.WITHDRAWN)
                .forEach(given -> withdraw(id, given));
        lifecycle(id, person).block(IntakeSink.PATIENCE);
    }

    /**
     * What the app may not ask for, or under a notice that it shows no more, is written as it
     * stood.
     */
    private Subject changed(Subject subject, GeneratedPerson person) {
        var state = subject.consents();
        for (var given : person.consents()) {
            if (given.state() == Consent.STALE || !state.entries().containsKey(given.purpose())) {
                state = state.with(given.purpose(), entry(given));
            }
        }
        var version = subject.consents().version() + (state.equals(subject.consents()) ? 0 : 1);
        var changed =
                subject.consenting(new ConsentState(version, state.entries()))
                        .restricted(new TreeSet<>(person.restrictions()));
        return person.age() == Age.CHILD ? changed.guarded(person.guardian()) : changed;
    }

    private ConsentState.Entry entry(GivenConsent given) {
        var notice = given.state() == Consent.STALE ? 0 : 1;
        var at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new ConsentState.Entry(
                ConsentState.Act.GRANTED, notice, at, CHANNEL, new TreeSet<>(given.separate()));
    }

    private void withdraw(SubjectId id, GivenConsent given) {
        var at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        withdrawals
                .withdraw(
                        new Withdrawal(id, given.purpose(), CHANNEL, at),
                        connection -> Mono.empty())
                .block(IntakeSink.PATIENCE);
    }

    private Mono<Subject> lifecycle(SubjectId id, GeneratedPerson person) {
        return switch (person.lifecycle()) {
            case ACTIVE -> Mono.empty();
            case FROZEN -> erasure.freeze(id);
            case CLOSED -> erasure.close(id);
            case ERASING, ERASED -> erasure.erase(id);
        };
    }
}
