package io.menshen.cases;

import io.menshen.kernel.Refusal.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a hold is set or lifted; there are no others. */
enum HoldGround {
    /** A court, or a claim that may go there. */
    LITIGATION(HoldAct.SET),
    /** An authority investigates. */
    INVESTIGATION(HoldAct.SET),
    /** Law demands that it is kept (7-b). */
    STATUTORY_PERIOD(HoldAct.SET),
    /** A complaint is being looked into. */
    COMPLAINT(HoldAct.SET),
    /** What it was set for is over. */
    ENDED(HoldAct.LIFT),
    /** It should not have been set. */
    MISTAKE(HoldAct.LIFT);

    private static final String POINTER = "/ground";

    private final HoldAct act;

    HoldGround(HoldAct act) {
        this.act = act;
    }

    /** The ground of a word; one that is none of the act adds a fault, which names those. */
    static Optional<HoldGround> read(String word, Optional<HoldAct> act, List<Fault> faults) {
        if (act.isEmpty()) {
            return CaseWords.read(HoldGround.class, word, POINTER, faults);
        }
        var found = CaseWords.find(HoldGround.class, word).filter(one -> one.act == act.get());
        if (found.isEmpty()) {
            faults.add(new Fault(POINTER, "word", needed(act.get())));
        }
        return found;
    }

    private static String needed(HoldAct act) {
        return Arrays.stream(values())
                .filter(one -> one.act == act)
                .map(CaseWords::of)
                .collect(Collectors.joining(", ", "Needed to " + CaseWords.of(act) + ": ", "."));
    }
}
