package io.menshen.web;

/** Who may pass a route. */
public enum Access {
    /** An authenticated caller only; its handlers find it by {@link Callers#of}. */
    CALLER,
    /** Everyone who reaches the door: descriptions, health, pages for people. */
    OPEN
}
