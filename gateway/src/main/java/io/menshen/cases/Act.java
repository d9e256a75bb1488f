package io.menshen.cases;

import io.menshen.kernel.Operation;
import java.util.EnumSet;
import java.util.Set;

/** What is done with a case. */
enum Act {
    OPENED(Operation.OPEN),
    ASSIGNED(Operation.HANDLE),
    WAITED(Operation.HANDLE),
    RESUMED(Operation.HANDLE),
    DECIDED(Operation.DECIDE),
    REFUSED(Operation.DECIDE),
    DONE(Operation.DECIDE),
    /** By the person, on their pages. */
    TAKEN_BACK(Operation.WITHDRAW);

    private final Operation operation;

    Act(Operation operation) {
        this.operation = operation;
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
