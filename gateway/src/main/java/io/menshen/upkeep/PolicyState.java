package io.menshen.upkeep;

import io.menshen.kernel.Effect;
import io.menshen.kernel.Health;
import io.menshen.notice.NoticeArchive;
import io.menshen.policy.PolicyHealth;
import io.menshen.policy.PolicyLoader;

/** How the policy does: with a refused bundle, or none to be had, the last good one decides. */
final class PolicyState {
    private PolicyState() {}

    /** Until the notices of the first policy are kept, nobody can consent under them. */
    static Health of(PolicyLoader policies, NoticeArchive notices) {
        var policy = policies.health();
        return policy.revision() > 0 && !notices.isKept(policies.current())
                ? Health.degraded(policy.since(), "notices_not_kept")
                        .meaning(Effect.NONE, Effect.LIMITED)
                : of(policy);
    }

    static Health of(PolicyHealth policy) {
        if (policy.revision() == 0) {
            return Health.down(policy.since(), "no_policy");
        }
        if (policy.problem() != null) {
            return degraded(policy, "bundle_refused");
        }
        return policy.unfetched() == null
                ? Health.up(policy.since())
                : degraded(policy, "bundle_not_fetched");
    }

    private static Health degraded(PolicyHealth policy, String code) {
        return Health.degraded(policy.lastChecked(), code).meaning(Effect.NONE, Effect.NONE);
    }
}
