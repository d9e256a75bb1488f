package io.menshen.catalog;

import io.menshen.kernel.Staff;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Staff roles, and people by the retailer's own opaque ids.
 *
 * @param roles by name
 * @param people by opaque id
 */
public record StaffRegistry(Map<String, Role> roles, Map<String, Person> people) {
    /** Keeps copies. */
    public StaffRegistry {
        roles = Ordered.copy(roles);
        people = Ordered.copy(people);
    }

    /**
     * A staff role.
     *
     * @param fields the only fields it may see; empty means those of the purpose
     */
    public record Role(Label label, String owner, List<String> fields) {
        /** Keeps a copy. */
        public Role {
            fields = List.copyOf(fields);
        }
    }

    /** A member of staff; the agreement is null where none was signed. */
    public record Person(String role, @Nullable Agreement agreement) {}

    /** How the confidentiality agreement of a person stands on a day (T/CCAGM 002 5.5). */
    public Staff.Agreement agreement(String person, LocalDate day) {
        var known = people.get(person);
        if (known == null || known.agreement() == null) {
            return Staff.Agreement.MISSING;
        }
        return known.agreement().expires().isBefore(day)
                ? Staff.Agreement.EXPIRED
                : Staff.Agreement.VALID;
    }
}
