package io.menshen.console;

import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Deployment;
import io.menshen.console.Visits.Visit;
import io.menshen.disclosure.OwnData;
import io.menshen.disclosure.OwnData.Held;
import io.menshen.intake.Corrections;
import io.menshen.intake.Corrections.Outcome;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.rights.OwnRequest;
import io.menshen.rights.OwnRights;
import io.menshen.rights.SignedReceipt;
import io.menshen.tokens.ScopedTokens;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What a person does with their account, each decided in the name of the pages. */
final class OwnAccount {
    private final Uses uses;
    private final OwnData data;
    private final Corrections corrections;
    private final OwnRights rights;
    private final ScopedTokens tokens;

    OwnAccount(
            Uses uses,
            OwnData data,
            Corrections corrections,
            OwnRights rights,
            ScopedTokens tokens) {
        this.uses = uses;
        this.data = data;
        this.corrections = corrections;
        this.rights = rights;
        this.tokens = tokens;
    }

    /**
     * How people do so here.
     *
     * @param access the purpose under which they see what is held
     * @param purpose the one under which they correct, close and erase
     */
    record Account(String access, String purpose) {}

    /** Empty where only the privacy desk does so. */
    Optional<Account> account() {
        return Optional.ofNullable(uses.policy().catalog().deployment().login())
                .filter(login -> login.account() != null)
                .map(OwnAccount::account);
    }

    private static Account account(Deployment.Login login) {
        return new Account(login.access(), Optional.ofNullable(login.account()).orElseThrow());
    }

    /** All that is held, as the pages show it. */
    Mono<List<Held>> held(Account account, Visit visit) {
        return data.see(use(account.access(), Operation.READ, visit), of(visit));
    }

    /** What the person may correct, as the pages show it. */
    Mono<List<Held>> correctable(Account account, Visit visit) {
        return data.see(use(account.purpose(), Operation.READ, visit), of(visit));
    }

    Mono<Outcome> correct(Account account, Visit visit, String field, Personal<String> typed) {
        var use = use(account.purpose(), Operation.CORRECT, visit);
        return corrections.correct(use, of(visit), field, typed);
    }

    Mono<Instant> close(Account account, Visit visit) {
        return rights.close(asked(account, Operation.CLOSE, visit));
    }

    /** Who was erased by an earlier press is given the same receipt. */
    Mono<SignedReceipt> erase(Account account, Visit visit) {
        var asked = asked(account, Operation.ERASE, visit);
        return visit.present().person().isErased() ? rights.receipt(asked) : rights.erase(asked);
    }

    private OwnRequest asked(Account account, Operation operation, Visit visit) {
        var use = use(account.purpose(), operation, visit);
        var subject = of(visit);
        return new OwnRequest(
                use.caller(),
                tokens.ofSubject(use.scope(), subject),
                subject.value(),
                use.decisionId(),
                use.traceId());
    }

    private Use use(String purpose, Operation operation, Visit visit) {
        var trace = visit.trace();
        return uses.begin(
                Choices.pages(uses), purpose, operation, null, trace.decision(), trace.traceId());
    }

    private static SubjectId of(Visit visit) {
        return visit.present().session().subject();
    }
}
