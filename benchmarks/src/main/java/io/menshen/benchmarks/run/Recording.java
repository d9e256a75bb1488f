package io.menshen.benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A recording of a server by JDK Flight Recorder, to see where its time and memory go. */
public record Recording(ProcessHandle server, Path file) {
    private static final Duration TIME = Duration.ofSeconds(20);

    /** A recording into that file, which is written over. */
    public static Recording of(ProcessHandle server, Path file) {
        return new Recording(server, file.toAbsolutePath());
    }

    /** Records while that contender has a turn. */
    public void during(Contender contender) throws IOException {
        jcmd(List.of("JFR.start", "name=bench", "settings=profile"));
        contender.turn(TIME);
        jcmd(List.of("JFR.stop", "name=bench", "filename=" + file));
    }

    private void jcmd(List<String> arguments) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var command = new java.util.ArrayList<>(List.of(jcmd, Long.toString(server.pid())));
        command.addAll(arguments);
        try {
            var asked =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (asked.waitFor() != 0) {
                throw new IOException("jcmd does not record: " + String.join(" ", arguments));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
