package io.menshen.benchmarks.command;

import java.nio.file.Path;

/** Where the script stands, and from where it was called. */
final class Places {
    private Places() {}

    private static Path home() {
        return Path.of(System.getProperty("menshen.home", ".")).toAbsolutePath().normalize();
    }

    /** The servers' binaries, shared with the other verbs. */
    static Path binaries() {
        return home().resolve(".menshen-binaries");
    }

    /** A path as its user meant it. */
    static Path asked(Path path) {
        return Path.of(System.getProperty("menshen.called.from", ""))
                .resolve(path)
                .toAbsolutePath();
    }
}
