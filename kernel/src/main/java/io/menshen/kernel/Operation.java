package io.menshen.kernel;

/** What a caller asks to do; each is a word of the decision request. */
public enum Operation {
    READ,
    MATCH,
    RESOLVE,
    TOKENIZE,
    COLLECT,
    CONSENT,
    WITHDRAW,
    LINK,
    MESSAGE,
    EXPORT,
    AUDIT,
    FREEZE,
    CLOSE,
    ERASE,
    ACTIVATE,
    REKEY,
    OPEN,
    HANDLE,
    DECIDE,
    LIFT,
    RETRIEVE,
    APPROVE,
    CORRECT;

    /** The word the policy uses. */
    public String word() {
        return Words.of(this);
    }
}
