package io.menshen.kernel;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that a decision may know of a person: no identity, only standing towards one purpose.
 *
 * @param separate sensitive kinds with a standing separate consent for the purpose (T/CCAGM 002
 *     4.1.2-e)
 * @param restrictions what the person objected to, as words of the policy
 */
public record SubjectState(
        Lifecycle lifecycle,
        Age age,
        Guardian guardian,
        Consent consent,
        SortedSet<String> separate,
        SortedSet<String> restrictions) {
    /** Keeps copies: a state is part of a key. */
    public SubjectState {
        separate = Collections.unmodifiableSortedSet(new TreeSet<>(separate));
        restrictions = Collections.unmodifiableSortedSet(new TreeSet<>(restrictions));
    }
}
