package io.menshen.standalone.intake;

import io.menshen.catalog.Field;
import io.menshen.intake.Given;
import io.menshen.intake.Intake;
import io.menshen.intake.IntakeRequest;
import io.menshen.intake.IntakeRequest.Act;
import io.menshen.intake.IntakeRequest.ConsentGiven;
import io.menshen.intake.IntakeRequest.Verification;
import io.menshen.kernel.Age;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.notice.Notice;
import io.menshen.notice.Notices;
import io.menshen.policy.Policies;
import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.people.GeneratedPerson;
import io.menshen.standalone.people.GivenConsent;
import io.menshen.standalone.people.PersonSink;
import io.menshen.tokens.ScopedTokens;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Registers a person as the app does, then brings them to their state. A minor whose guardian does
 * not consent is registered with that consent, which is taken back.
 */
final class IntakeSink implements PersonSink {
    /** How long one write may take. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String CONSUMER = "app";
    private static final String PURPOSE = "member_register";
    private static final Caller APP = new Caller("primary", CONSUMER, CONSUMER, null);

    private final ConfigurableApplicationContext gateway;
    private final Intake intake;
    private final ScopedTokens tokens;
    private final Policies policies;
    private final OtherFields others;
    private final States states;
    private final Notices notices;

    IntakeSink(ConfigurableApplicationContext gateway) {
        this.gateway = gateway;
        this.intake = gateway.getBean(Intake.class);
        this.tokens = gateway.getBean(ScopedTokens.class);
        this.policies = gateway.getBean(Policies.class);
        this.others = OtherFields.of(gateway, PURPOSE);
        this.states = States.of(gateway);
        this.notices = gateway.getBean(Notices.class);
    }

    @Override
    public void accept(GeneratedPerson person) {
        try {
            var subject = registered(person);
            others.put(subject, person);
            states.bring(subject, person);
        } catch (RefusedException refused) {
            throw new StandaloneException(
                    "%s was refused: %s %s"
                            .formatted(
                                    person.externalId(),
                                    refused.getMessage(),
                                    refused.refusal().faults()),
                    refused);
        }
    }

    private SubjectId registered(GeneratedPerson person) {
        var id = "d_" + UUID.randomUUID().toString().replace("-", "");
        var handed =
                new Intake.Handed(
                        APP, request(person), null, false, Intake.From.CALL, id, id.substring(2));
        var taken = Objects.requireNonNull(intake.take(handed).block(PATIENCE));
        var scope =
                Objects.requireNonNull(policies.current().catalog().purposes().get(PURPOSE))
                        .tokenScope();
        return tokens.subject(new ScopedTokens.Scope(CONSUMER, scope), taken.subject())
                .orElseThrow(() ->
                        new StandaloneException("an intake answered a token that does not open"));
    }

    private IntakeRequest request(GeneratedPerson person) {
        var shown = notice(PURPOSE);
        return new IntakeRequest(
                CONSUMER,
                PURPOSE,
                shown.version(),
                shown.hash(),
                fields(person),
                consents(person),
                person.age() == Age.CHILD ? Guardian.CONSENTED : null,
                Verification.CODE,
                null,
                null);
    }

    private Map<String, Given> fields(GeneratedPerson person) {
        var fields = new LinkedHashMap<String, Given>();
        var catalog = policies.current().catalog();
        var planned = Objects.requireNonNull(catalog.purposes().get(PURPOSE)).fields();
        person.fields()
                .forEach((name, values) ->
                        catalog.field(name)
                                .filter(field -> planned.containsKey(name))
                                .filter(field -> offered(name, field, person.age()))
                                .ifPresent(field -> fields.put(name, new Given(values))));
        return fields;
    }

    /**
     * Of an unknown age is who gave no birth date; nothing sensitive is taken in of them. What
     * follows from a birth date the gateway makes itself.
     */
    private static boolean offered(String name, Field field, Age age) {
        var follows = name.startsWith("birth_") && !field.birth();
        return !follows && (age != Age.UNKNOWN || (!field.birth() && field.kind() == null));
    }

    private List<ConsentGiven> consents(GeneratedPerson person) {
        var mayAsk = policies.current().catalog().consumer(CONSUMER).orElseThrow().purposes();
        return person.consents().stream()
                .filter(given -> mayAsk.contains(given.purpose()) && given.state() != Consent.STALE)
                .map(this::consent)
                .toList();
    }

    private ConsentGiven consent(GivenConsent given) {
        var shown = notice(given.purpose());
        return new ConsentGiven(
                given.purpose(),
                shown.version(),
                shown.hash(),
                Act.TICKED,
                List.copyOf(given.separate()),
                null,
                null);
    }

    private Notice notice(String purpose) {
        return notices.current(policies.current(), purpose).orElseThrow();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
