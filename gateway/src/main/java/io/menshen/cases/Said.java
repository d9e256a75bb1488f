package io.menshen.cases;

import io.menshen.access.Use;
import io.menshen.catalog.StaffRegistry.Person;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a case, in words of the registries.
 *
 * @param owner who shall have it, of an assignment
 * @param reason of a refusal
 */
record Said(
        Act act,
        Optional<String> owner,
        Optional<RefusalReason> reason,
        Optional<Personal<String>> note) {
    /**
     * Reads it; all faults at once.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID}
     */
    static Said of(Act act, ActRequest request, Use use) {
        var faults = new ArrayList<Fault>();
        var owner = owner(act, request.owner(), use, faults);
        var reason = reason(act, request.reason(), faults);
        var note = Note.read(request.note(), faults);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults).toException();
        }
        return new Said(act, owner, reason, note);
    }

    /** What the history says beside the act. */
    String detail() {
        return owner.or(() -> reason.map(CaseWords::of)).orElse("");
    }

    private static Optional<String> owner(
            Act act, @Nullable String said, Use use, List<Fault> faults) {
        var known = Optional.ofNullable(said).filter(person -> mayHave(use, person));
        if (act == Act.ASSIGNED ? known.isEmpty() : said != null) {
            var detail =
                    act == Act.ASSIGNED
                            ? "Needed: a member of staff of a role of the purpose."
                            : "Only an assignment names an owner.";
            faults.add(new Fault("/owner", "owner", detail));
        }
        return known;
    }

    private static boolean mayHave(Use use, String person) {
        var roles = use.purpose().roles();
        return Optional.ofNullable(use.policy().catalog().staff().people().get(person))
                .map(Person::role)
                .filter(role -> roles.isEmpty() || roles.contains(role))
                .isPresent();
    }

    private static Optional<RefusalReason> reason(
            Act act, @Nullable String said, List<Fault> faults) {
        if (act == Act.REFUSED) {
            return CaseWords.read(RefusalReason.class, said == null ? "" : said, "/reason", faults);
        }
        if (said != null) {
            faults.add(new Fault("/reason", "reason", "Only a refusal names a reason."));
        }
        return Optional.empty();
    }
}
