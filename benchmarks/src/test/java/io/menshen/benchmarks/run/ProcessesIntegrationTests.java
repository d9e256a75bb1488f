package io.menshen.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.benchmarks.bare.BareMain;
import io.menshen.benchmarks.load.Requests;
import io.menshen.benchmarks.parts.Jvm;
import io.menshen.benchmarks.parts.Started;
import io.menshen.standalone.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server and the one that asks as processes of their own, as a run has them. */
class ProcessesIntegrationTests {
    @TempDir private Path folder = Path.of("");

    @Test
    void a_turn_tells_what_came_back_and_what_it_cost() throws IOException {
        var port = Ports.free();
        var arguments = List.of(BareMain.Kind.HELLO.name(), Integer.toString(port));
        var command = Jvm.command(Jvm.everything(), BareMain.class.getName(), arguments);
        var file = Requests.write(folder.resolve("hello"), List.of(Requests.get("/hello")));
        var asked = new HttpContender.Asked(port, 2, file.toString(), "}\n", 1);

        try (var server = Started.start(command, Map.of(), folder.resolve("hello.log"), port);
                var load = LoadProcess.start(folder.resolve("load.log"));
                var contender = new HttpContender("hello", load, server.handle(), asked)) {
            var turn = contender.turn(Duration.ofMillis(800));

            assertThat(turn.perSecond()).isPositive();
            assertThat(turn.failed()).isZero();
            assertThat(turn.p50()).isPositive().isLessThanOrEqualTo(turn.p999());
            assertThat(turn.allocated()).isPositive();
            assertThat(turn.cpu()).isPositive();
            assertThat(contender.resident()).isGreaterThan(1L << 20);
        }
    }
}
