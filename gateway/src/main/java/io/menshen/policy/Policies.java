package io.menshen.policy;

import io.menshen.catalog.Catalog;

/** The policy in force. */
@FunctionalInterface
public interface Policies {
    /**
     * The snapshot in force now.
     *
     * @throws io.menshen.kernel.RefusedException {@code POLICY_UNAVAILABLE} before the first bundle
     *     was accepted
     */
    PolicySnapshot current();

    /** Who is asked last whether a policy may come into force; it may block. */
    @FunctionalInterface
    interface Gate {
        /**
         * Lets it in, or throws.
         *
         * @throws IllegalStateException saying why it may not; the policy in force stays
         */
        void admit(int revision, Catalog catalog);
    }
}
