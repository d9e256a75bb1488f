package io.menshen.console;

import io.menshen.access.Uses;
import io.menshen.console.OwnAccount.Account;
import io.menshen.console.Pages.Page;
import io.menshen.console.Visits.Visit;
import io.menshen.disclosure.OwnData.Held;
import io.menshen.intake.Corrections.Outcome;
import io.menshen.kernel.Refusal;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The settings of a person's account: what they correct by themselves, and how it ends. */
final class AccountPages {
    static final String ACCOUNT = PersonPages.HOME + "/account";
    private static final String FIELD = ACCOUNT + "/fields/{field:[a-z][a-z_]*}";
    private static final String VALUE = "value";

    /** It leads to the person, was verified, or nothing of it is held. */
    private static final Page ON_REQUEST =
            Page.refusing("on_request", Refusal.Kind.SUBJECT_UNAVAILABLE);

    private final Uses uses;
    private final OwnAccount account;
    private final Handover handover;
    private final Visits visits;

    AccountPages(Uses uses, OwnAccount account, Handover handover, Visits visits) {
        this.uses = uses;
        this.account = account;
        this.handover = handover;
        this.visits = visits;
        visits.prepare(
                List.of(
                        ON_REQUEST,
                        new Page("account", content(false, List.of(), "")),
                        new Page("correct", field("", "", "", "text", null)),
                        new Page("corrected", Map.of("label", ""))));
    }

    DoorRoutes routes() {
        var routes = RouterFunctions.route();
        for (var prefix : List.of("", PageRoutes.LANGUAGE)) {
            routes.GET(prefix + ACCOUNT, visits.seeing(this::settings))
                    .GET(prefix + ACCOUNT + "/password", visits.seeing(this::handOver))
                    .GET(prefix + FIELD, visits.seeing(this::form))
                    .POST(prefix + FIELD, visits.pressing(visits.ifSeeing(this::correct)));
        }
        return new DoorRoutes(Door.PUBLIC, Access.OPEN, routes.build());
    }

    private Mono<ServerResponse> settings(Visit visit) {
        var language = visit.language();
        var catalog = uses.policy().catalog();
        var contact = language.of(catalog.deployment().controller().contact());
        return Mono.justOrEmpty(account.account())
                .flatMap(own -> account.correctable(own, visit))
                .map(held -> content(true, lines(held, language), contact))
                .defaultIfEmpty(content(false, List.of(), contact))
                .flatMap(content -> visits.page(visit, new Page("account", content)));
    }

    private static List<Map<String, String>> lines(List<Held> held, Language language) {
        return held.stream()
                .filter(one -> one.field().correctable())
                .map(one ->
                        Map.of(
                                "name", one.name(),
                                "label", language.of(one.field().label()),
                                "shown", HeldText.values(one.values())))
                .toList();
    }

    private Map<String, Object> content(
            Boolean own, List<Map<String, String>> fields, String contact) {
        var password = handover.isOpen();
        return Map.of("own", own, "fields", fields, "contact", contact, "password", password);
    }

    /** Where there is no such way, the settings tell what to do instead. */
    private Mono<ServerResponse> handOver(Visit visit) {
        var login = uses.policy().catalog().deployment().login();
        var subject = visit.present().session().subject();
        return Mono.justOrEmpty(Optional.ofNullable(login))
                .flatMap(known -> handover.address(known, subject, visit.trace()))
                .flatMap(Ways::leave)
                .switchIfEmpty(Mono.defer(() -> Ways.lead(visit.language(), ACCOUNT)));
    }

    private Mono<ServerResponse> form(Visit visit) {
        return Mono.justOrEmpty(account.account())
                .flatMap(own -> form(own, visit, null))
                .defaultIfEmpty(ON_REQUEST)
                .flatMap(page -> visits.page(visit, page));
    }

    /** Empty where the field is not theirs to correct. */
    private Mono<Page> form(Account own, Visit visit, Refusal.@Nullable Kind wrong) {
        var name = visit.request().pathVariable("field");
        return account.correctable(own, visit)
                .flatMapIterable(held -> held)
                .filter(one -> one.name().equals(name) && one.field().correctable())
                .next()
                .map(one -> new Page("correct", field(one, visit.language(), wrong), wrong));
    }

    private static Map<String, Object> field(
            Held held, Language language, Refusal.@Nullable Kind wrong) {
        var field = held.field();
        return field(
                held.name(),
                language.of(field.label()),
                HeldText.values(held.values()),
                field.type(),
                wrong);
    }

    private static Map<String, Object> field(
            String name, String label, String shown, String type, Refusal.@Nullable Kind wrong) {
        var content = new HashMap<String, Object>();
        content.put("name", name);
        content.put("label", label);
        content.put("shown", shown);
        content.put("type", type);
        content.put("wrong", wrong != null);
        return content;
    }

    private Mono<ServerResponse> correct(Visit visit) {
        return Mono.justOrEmpty(account.account())
                .flatMap(own -> correct(own, visit))
                .defaultIfEmpty(ON_REQUEST)
                .flatMap(page -> visits.page(visit, page));
    }

    private Mono<Page> correct(Account own, Visit visit) {
        var field = visit.request().pathVariable("field");
        return Mono.justOrEmpty(visit.fields().get(VALUE))
                .flatMap(typed -> account.correct(own, visit, field, typed))
                .defaultIfEmpty(Outcome.NOT_OF_TYPE)
                .flatMap(outcome ->
                        switch (outcome) {
                            case CORRECTED -> Mono.just(corrected(field, visit.language()));
                            case NOT_OF_TYPE -> form(own, visit, Refusal.Kind.INVALID);
                            case NOT_HELD, AT_THE_DESK -> Mono.just(ON_REQUEST);
                        });
    }

    private Page corrected(String name, Language language) {
        var field = uses.policy().catalog().field(name).orElseThrow();
        return new Page("corrected", Map.of("label", language.of(field.label())));
    }
}
