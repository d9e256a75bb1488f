package io.menshen.catalog;

import java.util.Set;

/**
 * What no policy can lift (design, section 4).
 *
 * @param neverDisclosed fields that are withheld, whatever an engine says
 * @param forbiddenManners manners of use that are refused, whatever an engine says
 */
public record Floor(Set<String> neverDisclosed, Set<String> forbiddenManners) {
    /** Keeps copies. */
    public Floor {
        neverDisclosed = Set.copyOf(neverDisclosed);
        forbiddenManners = Set.copyOf(forbiddenManners);
    }
}
