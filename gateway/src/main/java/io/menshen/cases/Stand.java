package io.menshen.cases;

import io.menshen.kernel.Bytes;
import java.util.Optional;

/**
 * How a case stands.
 *
 * @param reason of a refused one only
 * @param owner the retailer's own id of a member of staff; empty where nobody has it yet
 * @param version how many acts there were, 1 or more
 * @param last the MAC of the newest of them
 */
record Stand(
        CaseStatus status, Optional<RefusalReason> reason, String owner, long version, Bytes last) {
    /** As it stands after that act. */
    Stand after(ActRow act, Optional<RefusalReason> why, String nowOwner) {
        return new Stand(act.status(), why, nowOwner, version + 1, act.mac());
    }
}
