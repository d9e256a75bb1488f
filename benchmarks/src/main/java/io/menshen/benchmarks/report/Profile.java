package io.menshen.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a server's processor time goes, by the part whose code ran. A sample counts for the
 * innermost frame that belongs to a part; what the JDK does, it does for that part. The kernel,
 * compilers and the garbage collector are in no sample.
 *
 * @param samples how many were taken
 * @param shares of all samples, the largest first
 */
public record Profile(int samples, List<Share> shares) {
    /** No recording was made. */
    public static final Profile NONE = new Profile(0, List.of());

    /** Copies, so that nothing changes afterwards. */
    public Profile {
        shares = List.copyOf(shares);
    }

    /**
     * A part's share.
     *
     * @param share 0 to 1
     */
    public record Share(String part, double share) {}

    /** Whose code it is, by the beginnings of its packages; the first that fits counts. */
    private enum Part {
        REACTOR("Reactor: the chains themselves", "reactor\\.(core|util)\\..*"),
        NETWORK(
                "HTTP and sockets: Netty, Reactor Netty, Spring WebFlux",
                "(io\\.netty|reactor\\.netty|org\\.springframework)\\..*"),
        CRYPTOGRAPHY(
                "sealing, tokens, MACs: Tink, the JDK's ciphers",
                "(com\\.google\\.crypto|io\\.menshen\\.(keys|tokens))\\..*"),
        AUDIT("audit records and their chain", "io\\.menshen\\.audit\\..*"),
        POSTGRESQL(
                "PostgreSQL's clients, coalescing",
                "(io\\.r2dbc|reactor\\.pool|io\\.vertx|io\\.menshen\\.storage)\\..*"),
        CAPS(
                "caps: Redis's client",
                "(io\\.lettuce|io\\.github\\.resilience4j|io\\.menshen\\.quota)\\..*"),
        JSON("JSON in and out", "tools\\.jackson\\..*"),
        MASKING("masking", "io\\.menshen\\.masking\\..*"),
        MENSHEN("the rest of Menshen: callers, decisions, people, answers", "io\\.menshen\\..*"),
        OTHER("other", "");

        private final String words;
        private final Pattern types;

        Part(String words, String types) {
            this.words = words;
            this.types = Pattern.compile(types);
        }

        boolean owns(String type) {
            return types.matcher(type).matches();
        }
    }

    /** Of a recording by JDK Flight Recorder. */
    static Profile of(Path recording) throws IOException {
        var traces =
                RecordingFile.readAllEvents(recording).stream()
                        .filter(event ->
                                event.getEventType().getName().equals("jdk.ExecutionSample"))
                        .flatMap(event -> Stream.ofNullable(event.getStackTrace()))
                        .toList();
        var counts = new EnumMap<Part, Integer>(Part.class);
        traces.forEach(trace -> counts.merge(part(trace), 1, Integer::sum));
        return new Profile(traces.size(), shares(counts, traces.size()));
    }

    private static List<Share> shares(Map<Part, Integer> counts, double all) {
        return counts.entrySet().stream()
                .map(one -> new Share(one.getKey().words, one.getValue() / all))
                .sorted((a, b) -> Double.compare(b.share(), a.share()))
                .toList();
    }

    private static Part part(RecordedStackTrace trace) {
        return trace.getFrames().stream()
                .filter(RecordedFrame::isJavaFrame)
                .map(frame -> frame.getMethod().getType().getName())
                .flatMap(type -> Stream.of(Part.values()).filter(part -> part.owns(type)).limit(1))
                .findFirst()
                .orElse(Part.OTHER);
    }
}
