package io.menshen.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Bytes;
import io.menshen.policy.PolicyEngine.Entrypoint;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Bundles that come and go while the gateway runs, and after a restart. */
class PolicyLoaderTests {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC);

    /** Rules stay the same in these tests, so that they are compiled once for all of them. */
    @TempDir private static Path compiled;

    private static KeyPair keys;
    private static CompileCache cache;

    @TempDir private Path folder;
    private Path file;
    private Path memory;

    @BeforeAll
    static void keys() throws IOException, GeneralSecurityException {
        keys = SampleBundle.keys("secp256r1");
        cache = new CompileCache(PolicyFolder.open(compiled.resolve("rules")));
    }

    @BeforeEach
    void firstBundle() throws IOException {
        file = folder.resolve("menshen.tar.gz");
        memory = folder.resolve("memory");
        put(signed(10, "first"));
    }

    @Test
    void the_first_bundle_is_in_force_with_its_catalog_and_rules() throws IOException {
        var loader = loader();

        assertThat(loader.current().revision()).isEqualTo(10);
        assertThat(loader.current().catalog().revision()).isEqualTo(10);
        assertThat(loader.current().catalog().fields()).hasSizeGreaterThan(70);
        assertThat(decidedBy(loader.current())).isEqualTo(10);
        assertThat(loader.health())
                .isEqualTo(new PolicyHealth(10, CLOCK.instant(), null, null, CLOCK.instant()));
    }

    @Test
    void without_a_valid_bundle_nothing_starts() throws IOException, GeneralSecurityException {
        var stranger = SampleBundle.signer(SampleBundle.keys("secp256r1"));

        put(SampleBundle.archive());
        refusesToStart("it is not signed");
        put(stranger.sign(SampleBundle.committed()).write());
        refusesToStart("its signature is not one of the expected key");
        put(Bytes.copyOf(new byte[] {1, 2, 3}));
        refusesToStart("it is no gzipped tar archive");
        put(
                SampleBundle.signer(keys)
                        .sign(SampleBundle.forServers().withData(SampleBundle.compiled().data()))
                        .write());
        refusesToStart("it has no policy.wasm");
        Files.delete(file);
        refusesToStart("there is no such file");
    }

    @Test
    void a_newer_bundle_comes_into_force_and_who_holds_the_old_one_keeps_it() throws IOException {
        var loader = loader();
        var held = loader.current();

        put(signed(11, "second"));
        loader.check();

        assertThat(loader.current().revision()).isEqualTo(11);
        assertThat(decidedBy(loader.current())).isEqualTo(11);
        assertThat(loader.health().problem()).isNull();
        assertThat(decidedBy(held)).isEqualTo(10);
    }

    @Test
    void an_untouched_bundle_is_not_loaded_again() throws IOException {
        var loader = loader();
        var held = loader.current();

        loader.check();
        put(SampleBundle.signer(keys).sign(SampleBundle.revised(10, "first")).write());
        loader.check();

        assertThat(loader.current()).isSameAs(held);
        assertThat(loader.health().problem()).isNull();
    }

    @Test
    void a_broken_bundle_leaves_the_last_good_one() throws IOException {
        var whole = signed(11, "second").toArray();

        stays(Bytes.copyOf(Arrays.copyOf(whole, whole.length / 2)), "archive");
    }

    @Test
    void an_altered_bundle_leaves_the_last_good_one() throws IOException {
        var files = new TreeMap<>(Bundle.read(signed(11, "second")).files());
        files.put("data.json", SampleBundle.revised(12, "third").data());

        stays(BundleArchive.write(files), "its data.json is not what was signed");
    }

    @Test
    void an_unsigned_bundle_leaves_the_last_good_one() throws IOException {
        stays(SampleBundle.revised(11, "second").write(), "it is not signed");
    }

    @Test
    void an_older_bundle_leaves_the_last_good_one() throws IOException {
        stays(signed(9, "zeroth"), "its revision 9 is older than 10");
    }

    @Test
    void other_contents_under_the_same_revision_leave_the_last_good_one() throws IOException {
        stays(signed(10, "other"), "a change needs a higher revision");
    }

    @Test
    void registries_of_another_shape_leave_the_last_good_one() throws IOException {
        var data = "{\"registries\":{\"revision\":11,\"fields\":7}}";
        var bundle = SampleBundle.committed().withData(Bytes.copyOf(data.getBytes(UTF_8)));

        stays(SampleBundle.signer(keys).sign(bundle).write(), "");
    }

    @Test
    void a_vanished_bundle_leaves_the_last_good_one() throws IOException {
        var loader = loader();

        Files.delete(file);
        loader.check();

        assertThat(loader.current().revision()).isEqualTo(10);
        assertThat(loader.health().problem()).isEqualTo("there is no such file");
        put(signed(10, "first"));
        loader.check();
        assertThat(loader.health().problem()).isNull();
    }

    @Test
    void an_older_bundle_is_refused_after_a_restart_too() throws IOException {
        var loader = loader();
        put(signed(11, "second"));
        loader.check();
        assertThat(loader.current().revision()).isEqualTo(11);

        put(signed(10, "first"));
        refusesToStart("its revision 10 is older than 11");
        put(signed(11, "other"));
        refusesToStart("its contents are not those accepted before as revision 11");
        put(signed(11, "second"));
        assertThat(loader().current().revision()).isEqualTo(11);
    }

    @Test
    void a_damaged_memory_of_the_highest_revision_is_not_passed_over() throws IOException {
        loader();
        Files.writeString(memory.resolve("accepted.json"), "{\"revision\":");

        assertThatThrownBy(this::loader)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("accepted.json is damaged");
    }

    @Test
    void a_revision_that_cannot_be_remembered_does_not_come_into_force() throws IOException {
        var loader = loader();
        Files.delete(memory.resolve("accepted.json"));
        Files.delete(memory.resolve("revision-10.tar.gz"));
        Files.delete(memory);

        put(signed(11, "second"));
        loader.check();
        assertThat(loader.current().revision()).isEqualTo(10);
        assertThat(loader.health().problem()).isNotNull();

        Files.createDirectory(memory);
        loader.check();
        assertThat(loader.current().revision()).isEqualTo(11);
        assertThat(loader.health().problem()).isNull();
    }

    @Test
    void a_folder_that_others_may_write_to_is_refused() throws IOException {
        var open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> PolicyFolder.open(open))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("may be written by others");
    }

    @Test
    void the_engine_of_a_replaced_revision_goes_away_when_nobody_holds_it()
            throws IOException, InterruptedException {
        var loader = loader();
        var old = new WeakReference<>(loader.current().engine());
        put(signed(11, "second"));
        loader.check();

        for (var i = 0; i < 50 && old.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }

        assertThat(old.get()).isNull();
    }

    @Test
    void the_loop_puts_a_newer_bundle_in_force_by_itself() throws Exception {
        var loader = loader();
        var loop = new PolicyLoop(loader, Duration.ofMillis(100));
        loop.start();
        try {
            put(signed(9, "zeroth"));
            await(() -> loader.health().problem() != null);
            put(signed(11, "second"));
            await(() -> loader.current().revision() == 11);
            assertThat(loop.isRunning()).isTrue();
        } finally {
            loop.stop();
        }
        assertThat(loop.isRunning()).isFalse();
        assertThat(loader.health().problem()).isNull();
    }

    @Test
    void readers_during_swaps_see_one_revision_at_a_time() throws Exception {
        var loader = loader();
        var reader = Thread.ofPlatform().unstarted(() -> readUntil(loader, 14));
        var failure = new AtomicReference<Throwable>();
        reader.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        reader.start();

        for (var revision = 11; revision <= 14; revision++) {
            put(signed(revision, "next"));
            loader.check();
        }
        reader.join(Duration.ofSeconds(20));

        assertThat(reader.isAlive()).isFalse();
        assertThat(failure.get()).isNull();
    }

    private static void readUntil(PolicyLoader loader, int last) {
        PolicySnapshot snapshot;
        do {
            snapshot = loader.current();
            assertThat(snapshot.catalog().revision()).isEqualTo(snapshot.revision());
            assertThat(decidedBy(snapshot)).isEqualTo(snapshot.revision());
        } while (snapshot.revision() < last);
    }

    /**
     * What must not come into force: the old revision decides on, health tells, a good one heals.
     */
    private void stays(Bytes bad, String problem) throws IOException {
        var loader = loader();

        put(bad);
        loader.check();
        loader.check();

        assertThat(loader.current().revision()).isEqualTo(10);
        assertThat(decidedBy(loader.current())).isEqualTo(10);
        assertThat(loader.health().problem()).isNotNull().contains(problem);
        put(signed(12, "good"));
        loader.check();
        assertThat(loader.health())
                .isEqualTo(new PolicyHealth(12, CLOCK.instant(), null, null, CLOCK.instant()));
    }

    private void refusesToStart(String because) {
        assertThatThrownBy(this::loader)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("menshen.policy.bundle")
                .hasMessageContaining(file.toString())
                .hasMessageContaining(because);
    }

    private PolicyLoader loader() throws IOException {
        return new PolicyLoader(
                new BundleFile(file),
                PolicyLoader.First.PRESENT,
                SampleBundle.verifier(keys),
                new HighestRevision(PolicyFolder.open(memory)),
                bundle -> new EmbeddedEngine(bundle, 1, cache),
                CLOCK);
    }

    private static int decidedBy(PolicySnapshot snapshot) {
        var answer = snapshot.engine().evaluate(Entrypoint.DECISION, "{}".getBytes(UTF_8)).block();
        return JsonMapper.shared()
                .readTree(Objects.requireNonNull(answer))
                .path("revision")
                .intValue();
    }

    private static Bytes signed(int revision, String mark) throws IOException {
        return SampleBundle.signer(keys).sign(SampleBundle.revised(revision, mark)).write();
    }

    private void put(Bytes archive) throws IOException {
        var fresh = Files.write(folder.resolve("fresh"), archive.toArray());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.sleep(20);
        }
    }
}
