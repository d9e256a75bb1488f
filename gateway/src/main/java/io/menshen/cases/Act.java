package io.menshen.cases;

import io.menshen.kernel.Operation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is done with a case. */
enum Act {
    OPENED(Operation.OPEN, ""),
    ASSIGNED(Operation.HANDLE, "assign"),
    WAITED(Operation.HANDLE, "wait"),
    RESUMED(Operation.HANDLE, "resume"),
    DECIDED(Operation.DECIDE, "decide"),
    REFUSED(Operation.DECIDE, "refuse"),
    DONE(Operation.DECIDE, "done"),
    /** By the person, on their pages. */
    TAKEN_BACK(Operation.WITHDRAW, "");

    private final Operation operation;
    private final String verb;

    Act(Operation operation, String verb) {
        this.operation = operation;
        this.verb = verb;
    }

    /** The act of a verb of the interface. */
    static Optional<Act> byVerb(String verb) {
        return Arrays.stream(values())
                .filter(act -> !act.verb.isEmpty() && act.verb.equals(verb))
                .findFirst();
    }

    /** Its verb in the interface; empty where there is none. */
    String verb() {
        return verb;
    }

    /** What tells this write to that case from others. */
    String route(UUID id) {
        return CaseRoutes.CASES + "/" + id + "/" + CaseWords.of(this);
    }

    /** As what it is decided. */
    Operation operation() {
        return operation;
    }

    /** Whether it can be done with a case that stands so. */
    boolean fits(CaseStatus status) {
        return from().contains(status);
    }

    private Set<CaseStatus> from() {
        return switch (this) {
            case OPENED -> EnumSet.noneOf(CaseStatus.class);
            case ASSIGNED ->
                    EnumSet.of(CaseStatus.OPEN, CaseStatus.WAITING_FOR_PERSON, CaseStatus.DECIDED);
            case WAITED -> EnumSet.of(CaseStatus.OPEN);
            case RESUMED -> EnumSet.of(CaseStatus.WAITING_FOR_PERSON);
            case DECIDED, REFUSED, TAKEN_BACK ->
                    EnumSet.of(CaseStatus.OPEN, CaseStatus.WAITING_FOR_PERSON);
            case DONE -> EnumSet.of(CaseStatus.DECIDED);
        };
    }

    /** How a case stands after it. */
    CaseStatus after(CaseStatus before) {
        return switch (this) {
            case ASSIGNED -> before;
            case OPENED, RESUMED -> CaseStatus.OPEN;
            case WAITED -> CaseStatus.WAITING_FOR_PERSON;
            case DECIDED -> CaseStatus.DECIDED;
            case REFUSED -> CaseStatus.REFUSED;
            case DONE -> CaseStatus.DONE;
            case TAKEN_BACK -> CaseStatus.TAKEN_BACK;
        };
    }
}
