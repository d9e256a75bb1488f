package io.menshen.login;

/** What a person showed of themselves; each is of a kind of its own. */
public enum Fact {
    /** They read a code that was sent to a number. Numbers are resold: alone it proves little. */
    CODE,
    /** A system of the retailer's, where they are known, sent them here. */
    APP_LINK
}
