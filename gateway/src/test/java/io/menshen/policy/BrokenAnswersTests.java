package io.menshen.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.policy.PolicyEngine.Entrypoint;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** An OPA server whose answers break off on the wire: each time an error, never a decision. */
class BrokenAnswersTests {
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String WHOLE = "{\"result\":{\"revision\":7,\"allow\":true}}";

    private static void fails(MisbehavingPeer.Script script) throws IOException {
        try (var peer = MisbehavingPeer.start(script);
                var engine = new ServerEngine(peer.address(), Duration.ofSeconds(5))) {
            StepVerifier.create(engine.evaluate(Entrypoint.DECISION, "{}".getBytes(UTF_8)))
                    .expectError()
                    .verify(Duration.ofSeconds(30));
        }
    }

    @Test
    void a_body_shorter_than_it_says_is_no_answer() throws IOException {
        fails(out -> {
            out.write(MisbehavingPeer.head("200 OK", "application/json", WHOLE.length() + 10));
            out.write(WHOLE.getBytes(UTF_8));
        });
    }

    @Test
    void chunks_that_break_off_are_no_answer() throws IOException {
        fails(out -> {
            var length = Integer.toHexString(WHOLE.length());
            out.write((CHUNKED + length + "\r\n" + WHOLE + "\r\n").getBytes(UTF_8));
        });
    }

    @Test
    void a_chunk_of_no_length_is_no_answer() throws IOException {
        fails(out -> out.write((CHUNKED + "zz\r\n" + WHOLE + "\r\n0\r\n\r\n").getBytes(UTF_8)));
    }
}
