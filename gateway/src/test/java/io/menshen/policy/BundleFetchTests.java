package io.menshen.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.RefusedException;
import io.menshen.policy.BundleServer.Lie;
import io.menshen.web.Certificates;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** Bundles from a server by OPA's bundle API, honest or not, as the gateway's own loop asks it. */
class BundleFetchTests {
    private static final KeyPair KEYS = keys();

    @TempDir private Path folder;
    private BundleServer server;
    private PolicyLoader loader;
    private @Nullable PolicyLoop loop;
    private volatile int inadmissible;

    private static KeyPair keys() {
        try {
            return SampleBundle.keys("secp256r1");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = new BundleServer();
        loader = loader();
    }

    private PolicyLoader loader() throws IOException {
        return new PolicyLoader(
                new BundleFile(file()),
                PolicyLoader.First.AWAITED,
                SampleBundle.verifier(KEYS),
                new HighestRevision(PolicyFolder.open(folder.resolve("memory"))),
                this::admitted,
                Clock.systemUTC());
    }

    private PolicyEngine admitted(Bundle bundle) {
        if (bundle.revision() == inadmissible) {
            throw new IllegalStateException("its notices are not kept");
        }
        return (_, _) -> Mono.empty();
    }

    private Path file() {
        return folder.resolve("menshen.tar.gz");
    }

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.stop();
        }
        server.close();
    }

    private void fetch(Duration limit, @Nullable Path token) throws IOException {
        fetch(new RemoteBundle(server.url(), token, null, Duration.ofMillis(100), limit));
    }

    private void fetch(RemoteBundle remote) throws IOException {
        var poll = remote.poll();
        var started = new PolicyLoop(loader, poll, new BundleFetch(remote), poll);
        started.start();
        loop = started;
    }

    private void fetch() throws IOException {
        fetch(Duration.ofSeconds(20), null);
    }

    private static Bytes signed(int revision) throws IOException {
        return SampleBundle.signer(KEYS).sign(SampleBundle.revised(revision, "fetched")).write();
    }

    private static void holds(BooleanSupplier condition) {
        assertThat(Eventually.holds(condition)).isTrue();
    }

    @Test
    void until_the_first_bundle_is_fetched_every_use_is_refused() throws IOException {
        server.lie(Lie.ERROR);
        fetch();
        holds(() -> loader.health().unfetched() != null);
        assertThat(loader.health().unfetched()).contains("it answered 500");
        assertThat(loader.health().revision()).isZero();
        assertThatThrownBy(loader::current).isInstanceOf(RefusedException.class);

        server.serve(signed(10));
        server.lie(Lie.NONE);
        holds(() -> loader.health().revision() == 10);
        holds(() -> loader.health().unfetched() == null);
        assertThat(loader.current().revision()).isEqualTo(10);
    }

    @Test
    void what_was_taken_is_not_sent_again_and_what_is_newer_comes_into_force() throws IOException {
        server.serve(signed(10));
        fetch();
        holds(() -> loader.health().revision() == 10);
        holds(() -> server.unchanged() > 2);
        assertThat(server.sent()).isEqualTo(1);

        server.serve(signed(11));
        holds(() -> loader.health().revision() == 11);
        holds(() -> server.unchanged() > 4);
        assertThat(server.sent()).isEqualTo(2);
    }

    @Test
    void what_was_fetched_is_the_file_from_then_on_also_when_the_server_is_gone()
            throws IOException {
        server.serve(signed(10));
        fetch();
        holds(() -> loader.health().revision() == 10);
        server.close();

        assertThat(Bytes.copyOf(Files.readAllBytes(file()))).isNotEqualTo(signed(9));
        assertThat(loader().current().revision()).isEqualTo(10);
    }

    @Test
    void a_bundle_whose_notices_are_refused_never_becomes_the_file() throws IOException {
        server.serve(signed(10));
        fetch();
        holds(() -> loader.health().revision() == 10);
        inadmissible = 11;

        refused(signed(11), "its notices are not kept");

        inadmissible = 0;
        assertThat(loader().current().revision()).isEqualTo(10);
    }

    @Test
    void a_bundle_that_is_unsigned_foreign_altered_older_or_broken_leaves_the_last_good_one()
            throws Exception {
        server.serve(signed(10));
        fetch();
        holds(() -> loader.health().revision() == 10);
        var stranger = SampleBundle.signer(SampleBundle.keys("secp256r1"));
        var altered = new TreeMap<>(Bundle.read(signed(11)).files());
        altered.put("data.json", SampleBundle.revised(12, "other").data());

        refused(SampleBundle.revised(11, "fetched").write(), "it is not signed");
        refused(
                stranger.sign(SampleBundle.revised(11, "fetched")).write(),
                "its signature is not one of the expected key");
        refused(BundleArchive.write(altered), "its data.json is not what was signed");
        refused(signed(9), "its revision 9 is older than 10");
        refused(Bytes.copyOf("no bundle".getBytes(UTF_8)), "it is no gzipped tar archive");

        server.serve(signed(11));
        holds(() -> loader.health().revision() == 11);
        assertThat(loader.health().problem()).isNull();
    }

    private void refused(Bytes archive, String why) throws IOException {
        var good = Files.readAllBytes(file());
        server.serve(archive);
        holds(() -> String.valueOf(loader.health().unfetched()).contains(why));
        assertThat(loader.current().revision()).isEqualTo(10);
        assertThat(Files.readAllBytes(file())).isEqualTo(good);
    }

    @ParameterizedTest
    @EnumSource(
            value = Lie.class,
            names = {"HUGE", "SLOW", "REDIRECT", "ERROR", "NOTHING"})
    void a_server_that_lies_leaves_the_last_good_one(Lie lie) throws IOException {
        server.serve(signed(10));
        fetch(Duration.ofSeconds(2), null);
        holds(() -> loader.health().revision() == 10);

        server.lie(lie);
        holds(() -> loader.health().unfetched() != null);
        assertThat(loader.current().revision()).isEqualTo(10);

        server.serve(signed(11));
        server.lie(Lie.NONE);
        holds(() -> loader.health().revision() == 11);
        holds(() -> loader.health().unfetched() == null);
    }

    @Test
    void not_modified_to_whom_has_nothing_is_no_answer() throws IOException {
        server.lie(Lie.UNASKED_NOT_MODIFIED);
        fetch();
        holds(() -> String.valueOf(loader.health().unfetched()).contains("it answered 304"));
    }

    @Test
    void the_token_is_read_anew_for_each_request() throws IOException {
        server.serve(signed(10));
        server.ask("second");
        var token = Files.writeString(folder.resolve("token"), "first\n");
        fetch(Duration.ofSeconds(20), token);
        holds(() -> String.valueOf(loader.health().unfetched()).contains("it answered 401"));

        Files.writeString(token, "second\n");
        holds(() -> loader.health().revision() == 10);

        Files.writeString(token, "two words");
        holds(() -> String.valueOf(loader.health().unfetched()).contains("holds no token"));
    }

    @Test
    void what_came_into_force_is_told_with_the_key_that_signed_it() throws IOException {
        server.serve(signed(10));
        fetch();
        holds(() -> loader.health().revision() == 10);

        var told = Objects.requireNonNull(loader.activations().blockFirst(Duration.ofSeconds(20)));

        assertThat(told.revision()).isEqualTo(10);
        assertThat(told.digest()).matches("[0-9a-f]{64}");
        assertThat(told.keyId()).isEqualTo(SampleBundle.verifier(KEYS).keyId());
        assertThat(told.keyId()).matches("es256-[0-9a-f]{16}");
    }

    @Test
    void over_tls_only_a_server_of_the_named_authority_is_asked() throws Exception {
        var poll = Duration.ofMillis(100);
        var limit = Duration.ofSeconds(20);
        try (var secure = new BundleServer(Certificates.in(folder).serving())) {
            secure.serve(signed(10));
            fetch(new RemoteBundle(secure.url(), null, null, poll, limit));
            holds(() -> loader.health().unfetched() != null);
            Objects.requireNonNull(loop).stop();
            assertThat(secure.sent()).isZero();

            var authority = folder.resolve("door.crt");
            fetch(new RemoteBundle(secure.url(), null, authority, poll, limit));
            holds(() -> loader.health().revision() == 10);
        }
    }

    @Test
    void an_address_in_clear_beyond_this_machine_is_refused() {
        assertThatThrownBy(() ->
                        new RemoteBundle(
                                URI.create("http://bundles.example/menshen.tar.gz"),
                                null,
                                null,
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(30)))
                .hasMessageContaining("menshen.policy.remote.url")
                .hasMessageContaining("https, or http on loopback");
    }
}
