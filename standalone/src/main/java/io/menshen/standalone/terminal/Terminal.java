package io.menshen.standalone.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Where a command shows things. Colours only on a terminal, and not where NO_COLOR is set
 * (no-color.org) or TERM is dumb.
 */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean coloured;
    private final boolean overwrites;

    Terminal(
            PrintStream out,
            PrintStream err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Map<String, String> environment) {
        this.out = out;
        this.err = err;
        var wanted =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(environment.get("TERM"));
        this.coloured = outIsTerminal && wanted;
        this.overwrites = errIsTerminal && !"dumb".equals(environment.get("TERM"));
    }

    /** The terminal of this process; the script says which of its streams are one. */
    public static Terminal present() {
        return new Terminal(
                System.out,
                System.err,
                Boolean.getBoolean("menshen.stdout.terminal"),
                Boolean.getBoolean("menshen.stderr.terminal"),
                System.getenv());
    }

    /** Prints a line. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Prints what went wrong, where errors go. */
    public void failure(String text) {
        err.println("menshen: " + text);
        err.flush();
    }

    /** Prints a line in a tone. */
    public void line(String text, Tone tone) {
        line(painted(text, tone));
    }

    /** Prints a line of a heading and what is said beside it, at the right edge of that width. */
    public void heading(String left, String right, int width) {
        var gap = Math.max(2, width - DisplayWidth.of(left) - DisplayWidth.of(right));
        line(painted(left, Tone.STRONG) + " ".repeat(gap) + painted(right, Tone.FAINT));
    }

    /** Prints a table. */
    public void table(Table table) {
        for (var text : table.lines(this)) {
            line(text);
        }
    }

    /** Begins something that may take longer than two seconds. */
    public Progress progress(String what) {
        return new Progress(what, err, overwrites);
    }

    /** The text in that tone, where colours are shown. */
    String painted(String text, Tone tone) {
        return coloured && !tone.code().isEmpty()
                ? "\033[" + tone.code() + "m" + text + "\033[0m"
                : text;
    }

    /** Lines of a list, each with its number: the legend of a table. */
    public void legend(List<String> entries) {
        for (var i = 0; i < entries.size(); i++) {
            line(painted(" %2d %s".formatted(i + 1, entries.get(i)), Tone.FAINT));
        }
    }
}
