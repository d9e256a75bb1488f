package io.menshen.audit;

import io.menshen.signing.SigningKey;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.storage.StorageProperties;
import io.menshen.storage.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * A process that writes audit as fast as it can until it is killed, and prints every receipt once
 * it has it: {@code seq decision}. Arguments: port, password, folder of the signing keys.
 */
final class AuditUnderLoad {
    private AuditUnderLoad() {}

    public static void main(String[] arguments) throws Exception {
        var second = Duration.ofSeconds(5);
        var properties =
                new StorageProperties(
                        "127.0.0.1",
                        Integer.parseInt(arguments[0]),
                        "postgres",
                        passwords(arguments[1]),
                        4,
                        second,
                        second);
        var folder = Path.of(arguments[2]);
        var clock = Clock.systemUTC();
        var database = new Pools(properties).of(Role.AUDIT);
        var writer =
                new AuditWriter(
                        database,
                        TestLoops.LOOPS,
                        clock,
                        new AuditWriter.Limits(10_000, 64, second, 1_000),
                        new AuditMeters(new SimpleMeterRegistry(), clock));
        var key = SigningKey.read(folder.resolve("private.pem"), folder.resolve("public.pem"));
        var anchor = new Anchor(folder.resolve("anchor.ndjson"));
        var interval = Duration.ofMillis(100);
        var files = Schedulers.boundedElastic();
        new AuditLoop(writer, new Checkpoints(database, clock, key, anchor, interval, files))
                .start();
        Flux.range(0, Integer.MAX_VALUE)
                .flatMap(
                        number ->
                                writer.append(Sample.entry(number))
                                        .map(receipt -> receipt.seq() + " d_" + number),
                        256)
                .doOnNext(System.out::println)
                .blockLast();
    }

    private static Map<Role, String> passwords(String password) {
        var all = new java.util.EnumMap<Role, String>(Role.class);
        for (var role : Role.values()) {
            all.put(role, password);
        }
        return all;
    }
}
