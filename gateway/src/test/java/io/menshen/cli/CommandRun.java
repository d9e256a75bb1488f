package io.menshen.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command as somebody ran it, for tests of other packages. */
public record CommandRun(int code, String out, String err) {
    /** Runs it. */
    public static CommandRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = Commands.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** All that it printed. */
    public String text() {
        return out + err;
    }
}
