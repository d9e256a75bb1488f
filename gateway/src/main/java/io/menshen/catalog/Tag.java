package io.menshen.catalog;

import java.util.List;

/**
 * A trait that people are given (T/CCAGM 002 3.4).
 *
 * @param owner the role that answers for it
 * @param purpose the purpose that it is made for, which alone takes it in
 * @param inputs fields that it is made of; empty where somebody gives it by hand
 */
public record Tag(Label label, String owner, Kind kind, String purpose, List<String> inputs) {
    /** Keeps a copy. */
    public Tag {
        inputs = List.copyOf(inputs);
    }

    /** What the trait is about. */
    public enum Kind {
        BASIC,
        INTEREST,
        PSYCHOLOGY,
        BEHAVIOUR,
        SOCIAL
    }
}
