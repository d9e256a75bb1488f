package io.menshen.standalone.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The heap of another JVM of the same user, as the JDK's jcmd tells it. */
final class Heap {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private Heap() {}

    /**
     * The bytes in use.
     *
     * @throws IOException where jcmd is missing or does not tell
     */
    static long used(ProcessHandle process) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.heap_info").start();
        try (var output = asked.getInputStream()) {
            return used(new String(output.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The sum over all generations; what stands after them is not heap. */
    static long used(String info) throws IOException {
        var heap = info.split("Metaspace", 2)[0];
        var kilobytes =
                USED.matcher(heap)
                        .results()
                        .mapToLong(found -> Long.parseLong(found.group(1)))
                        .sum();
        if (kilobytes == 0) {
            throw new IOException("jcmd does not tell the gateway's heap");
        }
        return kilobytes << 10;
    }
}
