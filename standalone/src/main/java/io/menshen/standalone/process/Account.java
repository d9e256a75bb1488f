package io.menshen.standalone.process;

import io.menshen.standalone.StandaloneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Root therefore runs it in a user namespace, where it is nobody
 * in name and the same owner of files in fact; where namespaces are forbidden, as in many
 * containers, as the user nobody who may pass the folders above.
 */
record Account(List<String> prefix, int owner) {
    private static final int NOBODY = 65_534;
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> USER =
            List.of(
                    "setpriv",
                    "--reuid=" + NOBODY,
                    "--regid=" + NOBODY,
                    "--clear-groups",
                    "--inh-caps=+dac_override",
                    "--ambient-caps=+dac_override");

    /**
     * The account for this process.
     *
     * @throws StandaloneException where this is root and no other account can be taken
     */
    static Account present() throws IOException {
        var own = uid(Path.of("/proc/self"));
        if (own != 0) {
            return new Account(List.of(), own);
        }
        if (works(NAMESPACE)) {
            return new Account(NAMESPACE, 0);
        }
        if (works(USER)) {
            return new Account(USER, NOBODY);
        }
        throw new StandaloneException(
                "PostgreSQL does not run as root, and neither unshare -U nor setpriv works here. Run ./menshen as an ordinary user.");
    }

    static boolean works(List<String> prefix) {
        return Commands.succeeds(Commands.join(prefix, List.of("true")).toArray(String[]::new));
    }

    /** Where there is no /proc, as on macOS, root is told by its name. */
    private static int uid(Path self) throws IOException {
        if (Files.exists(self)) {
            return (int) Files.getAttribute(self, "unix:uid");
        }
        return "root".equals(System.getProperty("user.name")) ? 0 : -1;
    }

    List<String> command(List<String> command) {
        return Commands.join(prefix, command);
    }

    /** Gives a folder and all in it to this account, where another held it. */
    void own(Path folder) throws IOException {
        if (prefix.isEmpty() || (int) Files.getAttribute(folder, "unix:uid") == owner) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : (Iterable<Path>) all::iterator) {
                Files.setAttribute(path, "unix:uid", owner);
                Files.setAttribute(path, "unix:gid", owner);
            }
        }
    }
}
