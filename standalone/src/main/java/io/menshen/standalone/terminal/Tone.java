package io.menshen.standalone.terminal;

/** What a colour says. */
public enum Tone {
    PLAIN(""),
    GOOD("32"),
    CHANGED("33"),
    BAD("31"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** The parameter of the control sequence (ECMA-48, SGR); empty for none. */
    String code() {
        return code;
    }
}
