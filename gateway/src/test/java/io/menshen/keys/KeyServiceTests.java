package io.menshen.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.KeysProperties.Transit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Keysets that a key service wraps, over HTTP; and how long they serve when it is lost. */
@Clause("5.3")
class KeyServiceTests {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private TransitServer service;
    private KeysProperties properties;

    @BeforeEach
    void create() throws IOException, GeneralSecurityException {
        service = new TransitServer();
        var token = Files.writeString(folder.resolve("token"), TransitServer.TOKEN + "\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        var transit = new Transit(service.url(), "menshen", token, Duration.ofSeconds(5));
        properties = properties(transit);
        KeysetFiles.of(properties).create();
    }

    private KeysProperties properties(Transit transit) {
        return new KeysProperties(
                folder.resolve("keys"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                transit);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private LiveKeysets live() throws IOException, GeneralSecurityException {
        return new LiveKeysets(
                KeysetFiles.of(properties), properties, Schedulers.immediate(), nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static boolean looked(LiveKeysets keysets) {
        return keysets.look()
                .map(_ -> true)
                .onErrorResume(KeyServiceException.class, _ -> Mono.just(false))
                .blockOptional(SOON)
                .orElseThrow();
    }

    @Test
    void keysets_open_by_the_service_alone_and_no_root_lies_in_the_folder() throws Exception {
        var subject = SubjectId.random();
        var wrapped = KeysetFiles.of(properties).open().newKeys(subject);

        assertThat(KeysetFiles.of(properties).open().unwrap(subject, FieldClass.SERVICE, wrapped))
                .isNotNull();
        assertThat(properties.folder().resolve("root.json")).doesNotExist();
        assertThat(new KeysetFiles(properties.folder()).exist()).isFalse();
    }

    @Test
    void a_keyset_under_the_name_of_another_use_does_not_open() throws Exception {
        var keys = properties.folder();
        Files.write(keys.resolve("index.json"), Files.readAllBytes(keys.resolve("token.json")));

        assertThatThrownBy(() -> KeysetFiles.of(properties).open())
                .isInstanceOf(GeneralSecurityException.class);
    }

    @ParameterizedTest
    @EnumSource(value = TransitServer.Mood.class, mode = EnumSource.Mode.EXCLUDE, names = "WELL")
    void whatever_the_service_does_instead_fails(TransitServer.Mood mood) {
        service.is(mood);
        var transit = Objects.requireNonNull(properties.transit());
        var hasty =
                properties(
                        new Transit(
                                transit.url(),
                                "menshen",
                                transit.tokenFile(),
                                mood == TransitServer.Mood.SILENT
                                        ? Duration.ofMillis(300)
                                        : Duration.ofSeconds(10)));
        var before = service.calls();

        assertThatThrownBy(() -> KeysetFiles.of(hasty).open())
                .isInstanceOf(KeyServiceException.class)
                .hasMessageStartingWith("the key service: decrypt ");
        assertThat(service.calls()).isEqualTo(before + 1);
    }

    @Test
    void a_token_that_others_can_read_is_not_shown() throws Exception {
        Files.setPosixFilePermissions(
                Objects.requireNonNull(properties.transit()).tokenFile(),
                PosixFilePermissions.fromString("rw-r--r--"));
        var before = service.calls();

        assertThatThrownBy(() -> KeysetFiles.of(properties).open())
                .isInstanceOf(GeneralSecurityException.class);
        assertThat(service.calls()).isEqualTo(before);
    }

    @Test
    void what_is_open_serves_for_a_bounded_time_and_again_when_the_service_is_back()
            throws Exception {
        var keysets = live();
        var ring = keysets.ring();
        var value = Personal.of("13800000001");
        var before = ring.index("mobile", value);
        service.is(TransitServer.Mood.REFUSES);

        pass(Duration.ofMinutes(9));
        assertThat(looked(keysets)).isFalse();
        assertThat(ring.index("mobile", value)).isEqualTo(before);
        pass(Duration.ofMinutes(2));
        assertThat(keysets.isLost()).isTrue();
        assertThatThrownBy(() -> ring.index("mobile", value)).isInstanceOf(RefusedException.class);

        service.is(TransitServer.Mood.WELL);
        assertThat(looked(keysets)).isTrue();
        assertThat(ring.index("mobile", value)).isEqualTo(before);
    }

    @Test
    void the_service_proves_itself_now_and_then_and_is_left_alone_between() throws Exception {
        var keysets = live();
        var before = service.calls();

        pass(Duration.ofSeconds(20));
        assertThat(looked(keysets)).isTrue();
        assertThat(service.calls()).isEqualTo(before);
        pass(Duration.ofSeconds(20));
        assertThat(looked(keysets)).isTrue();
        assertThat(service.calls()).isEqualTo(before + KeyUse.values().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://vault.example:8200/v1/transit", "ftp://127.0.0.1/v1/transit"})
    void keys_go_nowhere_in_clear(String url) {
        assertThatThrownBy(() ->
                        new Transit(
                                URI.create(url),
                                "menshen",
                                folder.resolve("token"),
                                Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https is allowed");
    }
}
