package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.gates.Evidence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/** What reads a type is built under a lock of Jackson, which no event loop meets. */
class PreparedBodiesTests {
    private static final CountDownLatch BUILDING = new CountDownLatch(1);
    private static final CountDownLatch GO_ON = new CountDownLatch(1);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final StrictJson json = new StrictJson();

    record Known(String name) {}

    record Unknown(String name) {}

    /** What reads it takes long to build. */
    @JsonDeserialize(using = SlowlyBuilt.class)
    record Held() {}

    static final class SlowlyBuilt extends StdDeserializer<Held> {
        SlowlyBuilt() {
            super(Held.class);
            BUILDING.countDown();
            try {
                assertThat(GO_ON.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Held deserialize(JsonParser parser, DeserializationContext context) {
            parser.skipChildren();
            return new Held();
        }
    }

    @Test
    void a_thread_that_must_not_block_reads_what_was_prepared_while_another_type_is_built()
            throws InterruptedException {
        json.prepare(Known.class);
        var held = CompletableFuture.runAsync(() -> json.prepare(Held.class));
        try {
            assertThat(BUILDING.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

            assertThat(read(Known.class)).isEqualTo("Known[name=a]");
            assertThat(Evidence.take()).isEmpty();

            assertThat(read(Unknown.class)).isEqualTo("blocked");
            assertThat(Evidence.take()).isNotEmpty();
        } finally {
            GO_ON.countDown();
        }
        held.join();
    }

    private <T> String read(Class<T> type) {
        return Mono.fromCallable(
                        () -> json.read("{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8), type))
                .map(String::valueOf)
                .onErrorResume(BlockingOperationError.class, _ -> Mono.just("blocked"))
                .subscribeOn(Schedulers.parallel())
                .blockOptional(SOON)
                .orElseThrow();
    }
}
