package io.menshen.cli;

import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyUse;
import io.menshen.keys.KeysProperties;
import io.menshen.keys.KeysetChanges;
import io.menshen.keys.KeysetFiles;
import io.menshen.keys.KeysetStatus;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.storage.StorageProperties;
import io.menshen.subject.KeyUsage;
import io.menshen.upkeep.Replicas;
import io.menshen.upkeep.Replicas.Replica;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Mono;

/** The keysets of a configuration, and the database whose gateways run on them. */
final class KeysAtWork implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final KeysetFiles files;
    private final StorageProperties storage;
    private final Pools pools;
    private final Replicas replicas;

    KeysAtWork(Settings settings) {
        files = files(settings.keys());
        storage = settings.patientStorage();
        pools = pools(storage);
        replicas = new Replicas(pools.of(Role.SUBJECT), pools.of(Role.INTAKE));
    }

    static KeysetFiles files(KeysProperties properties) {
        var files = KeysetFiles.of(properties);
        if (!files.exist()) {
            throw new CannotException(
                    properties.folder() + " holds no keysets; see menshen.keys.folder");
        }
        return files;
    }

    static Pools pools(StorageProperties storage) {
        try {
            return new Pools(storage);
        } catch (IllegalArgumentException e) {
            throw new CannotException(e.getMessage() + "; set it in the file that --config names");
        }
    }

    KeysetFiles files() {
        return files;
    }

    StorageProperties storage() {
        return storage;
    }

    Pools pools() {
        return pools;
    }

    KeysetChanges changes() {
        return new KeysetChanges(files, Clock.systemUTC());
    }

    KeyUsage usage() {
        return new KeyUsage(pools.of(Role.SUBJECT));
    }

    /** The keyset of that use, without its keys. */
    KeysetStatus status(KeyUse use) throws IOException {
        return status().stream().filter(one -> one.use() == use).findFirst().orElseThrow();
    }

    /** All keysets, without their keys. */
    List<KeysetStatus> status() throws IOException {
        try {
            return files.status();
        } catch (GeneralSecurityException e) {
            throw new CannotException("the keysets do not open: " + e.getMessage());
        }
    }

    /** What the keysets compute, as the files hold them now. */
    KeyRing ring() throws IOException {
        try {
            return files.open();
        } catch (GeneralSecurityException e) {
            throw new CannotException("the keysets do not open: " + e.getMessage());
        }
    }

    /** Waits for an answer of the database. */
    <T> T answer(Mono<T> question) {
        try {
            return question.toFuture().join();
        } catch (CompletionException e) {
            var cause = NestedExceptionUtils.getRootCause(e);
            throw new CannotException(String.valueOf(cause == null ? e : cause));
        }
    }

    /** The gateways that run. */
    List<Replica> living() {
        return answer(replicas.living().collectList());
    }

    /**
     * Waits until every gateway that runs has open what the files hold now.
     *
     * @throws CannotException where one has not within that time; what was done stays, and the same
     *     command goes on from there
     */
    void everywhere(Duration limit) throws IOException {
        var wanted = files.fingerprint();
        var end = System.nanoTime() + limit.toNanos();
        var behind = behind(wanted);
        while (!behind.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new CannotException(
                        "these gateways have not taken the keysets yet: "
                                + behind
                                + "; bring the folder to them, or stop them, and run the same command again");
            }
            rest();
            behind = behind(wanted);
        }
    }

    private List<String> behind(String wanted) {
        return living().stream()
                .filter(one -> !one.keysets().equals(wanted))
                .map(one -> one.id().toString())
                .toList();
    }

    /** All of them together. */
    static long sum(Map<Integer, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Waits a little before asking again. */
    static void rest() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotException("interrupted; run the same command again");
        }
    }

    @Override
    public void close() {
        pools.close();
    }
}
