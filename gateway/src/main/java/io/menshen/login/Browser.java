package io.menshen.login;

import java.util.Optional;

/**
 * A browser, by the 256 random bits in its cookie. It prints nothing, and what is kept of it
 * elsewhere is its hash.
 */
public final class Browser {
    static final int BYTES = 32;

    private final String cookie;
    private final String kept;

    private Browser(String cookie, byte[] bytes) {
        this.cookie = cookie;
        this.kept = Secrets.kept(bytes);
    }

    /** The browser that shows that cookie; empty for a text that was never one of ours. */
    public static Optional<Browser> of(String cookie) {
        return Secrets.decoded(cookie, BYTES).map(bytes -> new Browser(cookie, bytes));
    }

    static Browser fresh(Secrets secrets) {
        return of(secrets.drawn(BYTES)).orElseThrow();
    }

    /** The value of its cookie. */
    public String cookie() {
        return cookie;
    }

    /** As what it is kept. */
    String kept() {
        return kept;
    }

    @Override
    public String toString() {
        return "Browser[*]";
    }
}
