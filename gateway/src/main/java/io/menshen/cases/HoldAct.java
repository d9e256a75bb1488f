package io.menshen.cases;

import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Operation;

/** What is done with a hold. */
enum HoldAct {
    SET(Operation.FREEZE, Lifecycle.ACTIVE, Lifecycle.FROZEN),
    /** The person stands as before it. */
    LIFT(Operation.LIFT, Lifecycle.FROZEN, Lifecycle.ACTIVE);

    private final Operation operation;
    private final Lifecycle before;
    private final Lifecycle after;

    HoldAct(Operation operation, Lifecycle before, Lifecycle after) {
        this.operation = operation;
        this.before = before;
        this.after = after;
    }

    /** As what it is decided, when it is asked for and when it is approved. */
    Operation operation() {
        return operation;
    }

    /** How the person must stand for it. */
    Lifecycle before() {
        return before;
    }

    /** How they stand then. */
    Lifecycle after() {
        return after;
    }
}
