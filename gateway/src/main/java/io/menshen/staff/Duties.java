package io.menshen.staff;

import io.menshen.access.Uses;
import io.menshen.catalog.StaffRegistry.Person;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Staff.Agreement;
import io.menshen.staff.StaffProperties.Duty;
import io.menshen.web.CallerResolver;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who a member of staff is here. Two must say the same: the provider that they have a role, and the
 * staff registry in force that it is theirs, with an agreement that stands (T/CCAGM 002 5.5). It is
 * looked at anew with each request.
 */
final class Duties {
    private final List<Duty> duties;
    private final Uses uses;
    private final CallerResolver callers;

    Duties(StaffProperties properties, Uses uses, CallerResolver callers) {
        this.duties = properties.roles() == null ? List.of() : properties.roles();
        this.uses = uses;
        this.callers = callers;
    }

    /** Whether somebody is let in. */
    sealed interface Standing {
        /**
         * They are.
         *
         * @param claimed the provider's word for the role that they work in
         */
        record In(Caller caller, String claimed) implements Standing {}

        /** They are not. */
        record Out(Why why) implements Standing {}
    }

    /** Why somebody is not let in. */
    enum Why {
        /** Provider and registry do not give them one role. */
        ROLE,
        /** Their agreement is missing, or has ended. */
        AGREEMENT
    }

    Standing of(String person, Set<String> claimed) {
        var known = Optional.ofNullable(uses.policy().catalog().staff().people().get(person));
        return duties.stream()
                .filter(duty -> claimed.contains(duty.claimed()))
                .filter(duty -> known.map(Person::role).filter(duty.role()::equals).isPresent())
                .flatMap(duty -> caller(duty, person).stream().map(c -> standing(c, duty)))
                .findFirst()
                .orElseGet(() -> new Standing.Out(Why.ROLE));
    }

    private Optional<Caller> caller(Duty duty, String person) {
        return uses.policy()
                .catalog()
                .consumer(duty.consumer())
                .flatMap(one -> callers.resolve(one.issuer(), one.clientId(), person));
    }

    private static Standing standing(Caller caller, Duty duty) {
        var staff = caller.staff();
        return staff != null && staff.agreement() == Agreement.VALID
                ? new Standing.In(caller, duty.claimed())
                : new Standing.Out(Why.AGREEMENT);
    }
}
