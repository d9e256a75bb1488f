package io.menshen.policy;

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
}
