package io.menshen.console;

import io.menshen.access.Uses;
import io.menshen.console.OwnAccount.Account;
import io.menshen.console.Pages.Page;
import io.menshen.console.Visits.Visit;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.web.Access;
import io.menshen.web.Door;
import io.menshen.web.DoorRoutes;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.publisher.Mono;

/**
 * The end of an account, by the person: a page that says what goes and what stays, one press, and a
 * page that says what was done.
 */
final class EndingPages {
    private static final String CLOSE = AccountPages.ACCOUNT + "/close";
    private static final String ERASE = AccountPages.ACCOUNT + "/erase";

    /** A hold stands in the way, of which no more is told. */
    private static final Page NOT_NOW = Page.refusing("not_now", Refusal.Kind.SUBJECT_UNAVAILABLE);

    private final Uses uses;
    private final OwnAccount account;
    private final OwnChoices choices;
    private final Visits visits;

    EndingPages(Uses uses, OwnAccount account, OwnChoices choices, Visits visits) {
        this.uses = uses;
        this.account = account;
        this.choices = choices;
        this.visits = visits;
        visits.prepare(List.of(NOT_NOW));
        visits.prepare(EndLines.examples());
    }

    DoorRoutes routes() {
        var routes = RouterFunctions.route();
        for (var prefix : List.of("", PageRoutes.LANGUAGE)) {
            routes.GET(prefix + CLOSE, visits.ending(within(this::closing)))
                    .POST(prefix + CLOSE, visits.endingPress(within(this::close)))
                    .GET(prefix + ERASE, visits.ending(within(this::erasing)))
                    .POST(prefix + ERASE, visits.endingPress(within(this::erase)));
        }
        return new DoorRoutes(Door.PUBLIC, Access.OPEN, routes.build());
    }

    private interface Told extends BiFunction<Account, Visit, Mono<Page>> {}

    private Visits.Shown within(Told told) {
        return visit ->
                Mono.justOrEmpty(account.account())
                        .flatMap(own -> told.apply(own, visit))
                        .defaultIfEmpty(Pages.LATER)
                        .onErrorResume(RefusedException.class, EndingPages::refused)
                        .flatMap(page -> visits.page(visit, page));
    }

    private static Mono<Page> refused(RefusedException refused) {
        return refused.refusal().kind() == Refusal.Kind.SUBJECT_UNAVAILABLE
                ? Mono.just(NOT_NOW)
                : Mono.error(refused);
    }

    private EndLines lines(Visit visit) {
        return new EndLines(uses.policy().catalog(), visit.language());
    }

    private Mono<Page> closing(Account own, Visit visit) {
        var agreed = choices.of(visit.present().person());
        return account.held(own, visit).map(held -> lines(visit).closing(held, agreed));
    }

    private Mono<Page> erasing(Account own, Visit visit) {
        var agreed = choices.of(visit.present().person());
        return account.held(own, visit).map(held -> lines(visit).erasing(held, agreed));
    }

    private Mono<Page> close(Account own, Visit visit) {
        return account.close(own, visit)
                .doOnNext(_ -> Visits.forget(visit))
                .map(lines(visit)::closed);
    }

    private Mono<Page> erase(Account own, Visit visit) {
        return account.erase(own, visit)
                .doOnNext(_ -> Visits.forget(visit))
                .map(lines(visit)::erased);
    }
}
