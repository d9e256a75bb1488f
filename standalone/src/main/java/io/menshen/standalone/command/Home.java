package io.menshen.standalone.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The working copy that the script stands in. */
record Home(Path folder) {
    static Home present() {
        return new Home(
                Path.of(System.getProperty("menshen.home", ".")).toAbsolutePath().normalize());
    }

    /**
     * What is kept.
     *
     * @param asked seen from where the script was called; null where nobody says
     */
    Path data(@Nullable Path asked) {
        return asked == null ? folder.resolve(".menshen") : from(asked);
    }

    /** What a demonstration makes anew each time, as {@link #data}. */
    Path demo(@Nullable Path asked) {
        return asked == null ? folder.resolve(".menshen-demo") : from(asked);
    }

    private static Path from(Path asked) {
        return Path.of(System.getProperty("menshen.called.from", ""))
                .resolve(asked)
                .toAbsolutePath()
                .normalize();
    }

    /** The servers' binaries, for all installations. */
    Path binaries() {
        return folder.resolve(".menshen-binaries");
    }

    /** The sources of the policy. */
    Path policies() {
        return folder.resolve("policies");
    }
}
