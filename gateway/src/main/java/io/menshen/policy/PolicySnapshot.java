package io.menshen.policy;

import io.menshen.catalog.Catalog;

/**
 * One revision of the policy, immutable. A request takes one at its start and keeps it to its end.
 *
 * @param revision 1 or more
 * @param catalog the registries of that revision
 * @param engine evaluates the rules of that revision
 */
public record PolicySnapshot(int revision, Catalog catalog, PolicyEngine engine) {}
