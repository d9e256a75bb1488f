package io.menshen.standalone.demo;

import io.menshen.kernel.Age;
import io.menshen.kernel.Lifecycle;
import io.menshen.standalone.people.GeneratedPerson;
import io.menshen.standalone.supervisor.Seeding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Ten thousand reads as one stream of lines, in and out. */
final class ManyReads implements Step {
    private static final int READS = 10_000;

    @Override
    public String title() {
        return "10,000 reads in one NDJSON stream";
    }

    @Override
    public Outcome run(Stage stage) throws IOException {
        var mobiles =
                Seeding.everyone(stage.installation().people())
                        .filter(ManyReads::served)
                        .map(WithdrawalCounts::mobile)
                        .toList();
        var begun = System.nanoTime();
        var last = last(stage, mobiles);
        var seconds = (System.nanoTime() - begun) / 1e9;
        var expectations = new Expectations();
        expectations.that(
                last.path("end").asBoolean(false),
                "a last line that says so",
                "a stream that was cut");
        expectations.that(last.path("ok").asInt() == READS, READS + " answered", last.toString());
        return expectations.outcome(
                "%.1f s, %,d/s%s".formatted(seconds, Math.round(READS / seconds), heap(stage)));
    }

    /** Of a gateway that was started here; that of another machine is not seen. */
    private static String heap(Stage stage) throws IOException {
        var process = stage.installation().process();
        return process.isEmpty() ? "" : ", heap %d MiB".formatted(Heap.used(process.get()) >> 20);
    }

    private static JsonNode last(Stage stage, List<String> mobiles) throws IOException {
        var seen = new AtomicLong();
        try (var progress = stage.terminal().progress("reading");
                var lines =
                        stage.client().stream(
                                stage.gateway(),
                                Asker.DELIVERY,
                                "/v1/disclosures/batch",
                                () -> requests(mobiles))) {
            return lines.peek(line -> progress.at(seen.incrementAndGet(), READS))
                    .reduce((first, second) -> second)
                    .orElseThrow(() -> new IOException("the stream held no line"));
        }
    }

    private static boolean served(GeneratedPerson person) {
        return person.lifecycle() == Lifecycle.ACTIVE
                && person.age() == Age.ADULT
                && person.restrictions().isEmpty()
                && person.externalId().startsWith("gen-");
    }

    /** Lines are made as they are sent. */
    private static InputStream requests(List<String> mobiles) {
        var lines =
                IntStream.range(0, READS)
                        .mapToObj(i -> line(mobiles.get(i % mobiles.size())))
                        .<InputStream>map(line ->
                                new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
        return new SequenceInputStream(Collections.enumeration(lines.toList()));
    }

    private static String line(String mobile) {
        return """
        {"purpose":"%s","subject":{"mobile":"%s"},"fields":["full_name","mobile","home_address"]}
        """
                .formatted(Asker.DELIVERY.purpose(), mobile);
    }
}
