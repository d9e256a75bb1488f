package io.menshen.standalone.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Members of staff of the development registry as whom anybody at this machine may log in. */
public enum DevelopmentUser {
    OFFICER("s-privacy-01", "privacy_officer", "privacy-desk"),
    APPROVER("s-privacy-02", "privacy_officer", "privacy-desk"),
    AUDITOR("s-audit-01", "auditor", "auditor"),
    MARKETER("s-market-01", "marketer", "mail-marketing"),
    PLATFORM("s-platform-01", "platform", "platform");

    private final String person;
    private final String role;
    private final String consumer;

    DevelopmentUser(String person, String role, String consumer) {
        this.person = person;
        this.role = role;
        this.consumer = consumer;
    }

    /** The one of that word. */
    static Optional<DevelopmentUser> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** The word by which they are chosen, and which their ID token claims as their role. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Their id in the staff registry. */
    public String person() {
        return person;
    }

    /** Their role in the staff registry. */
    public String role() {
        return role;
    }

    /** The registered system in whose name they work. */
    public String consumer() {
        return consumer;
    }
}
