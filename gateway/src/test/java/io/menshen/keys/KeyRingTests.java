package io.menshen.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.KeyRing.MacUse;
import io.menshen.keys.SubjectKey.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Clause("5.3")
class KeyRingTests {
    private static final Place PLACE =
            new Place(
                    "identity",
                    "row-1",
                    "mobile",
                    0,
                    "member_register",
                    "app",
                    LocalDate.of(2028, 1, 1));
    private static final Personal<String> VALUE = Personal.of("13800000001");

    @TempDir Path folder;

    private KeysetFiles files;
    private KeyRing keys;

    @BeforeEach
    void create() throws IOException, GeneralSecurityException {
        files = new KeysetFiles(folder.resolve("keys"));
        files.create();
        keys = files.open();
    }

    static Stream<Place> places_beside_the_right_one() {
        var expires = LocalDate.of(2028, 1, 1);
        return Stream.of(
                new Place("sensitive", "row-1", "mobile", 0, "member_register", "app", expires),
                new Place("identity", "row-2", "mobile", 0, "member_register", "app", expires),
                new Place("identity", "row-1", "landline", 0, "member_register", "app", expires),
                new Place("identity", "row-1", "mobile", 1, "member_register", "app", expires),
                new Place("identity", "row-1", "mobile", 0, "points", "app", expires),
                new Place("identity", "row-1", "mobile", 0, "member_register", "web", expires),
                new Place(
                        "identity",
                        "row-1",
                        "mobile",
                        0,
                        "member_register",
                        "app",
                        expires.plusDays(1)));
    }

    @ParameterizedTest
    @MethodSource("places_beside_the_right_one")
    void opening_at_another_place_fails(Place other) {
        var key = key(SubjectId.random(), FieldClass.SERVICE);
        var sealed = key.seal(PLACE, VALUE);

        assertThat(key.open(PLACE, sealed).open()).isEqualTo("13800000001");
        assertThatThrownBy(() -> key.open(other, sealed)).isInstanceOf(IntegrityException.class);
    }

    @Test
    void opening_an_altered_or_cut_value_fails() {
        var key = key(SubjectId.random(), FieldClass.SERVICE);
        var sealed = key.seal(PLACE, VALUE);

        for (var i = 0; i < sealed.length; i++) {
            var altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> key.open(PLACE, altered))
                    .isInstanceOf(IntegrityException.class);
        }
        for (var length = 0; length < sealed.length; length++) {
            var cut = java.util.Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> key.open(PLACE, cut)).isInstanceOf(IntegrityException.class);
        }
    }

    @Test
    void unwrapping_for_another_person_or_class_fails() {
        var subject = SubjectId.random();
        var wrapped = keys.newKeys(subject);
        var ofOtherClass = wrapped.statutory();
        var swapped = new KeyRing.WrappedKeys(ofOtherClass, ofOtherClass, wrapped.epoch());

        assertThatThrownBy(() -> keys.unwrap(SubjectId.random(), FieldClass.SERVICE, wrapped))
                .isInstanceOf(IntegrityException.class);
        assertThatThrownBy(() -> keys.unwrap(subject, FieldClass.SERVICE, swapped))
                .isInstanceOf(IntegrityException.class);
    }

    @Test
    void lengths_of_sealed_values_tell_only_steps_of_32_bytes() {
        var key = key(SubjectId.random(), FieldClass.SERVICE);

        assertThat(key.seal(PLACE, Personal.of("张三")))
                .hasSameSizeAs(key.seal(PLACE, Personal.of("欧阳娜娜诸葛")));
        assertThat(key.seal(PLACE, Personal.of("x".repeat(28)))).hasSize(2 + 12 + 32 + 16);
        assertThat(key.seal(PLACE, Personal.of("x".repeat(29)))).hasSize(2 + 12 + 64 + 16);
    }

    @Test
    void equal_values_of_two_fields_have_unlike_indexes() {
        var mobile = keys.index("mobile", VALUE);

        assertThat(keys.index("mobile", VALUE).mac()).isEqualTo(mobile.mac());
        assertThat(keys.index("landline", VALUE).mac()).isNotEqualTo(mobile.mac());
    }

    @Test
    void a_mac_is_bound_to_its_use_and_to_the_borders_between_parts() {
        var mac = keys.mac(MacUse.RECORD, List.of(bytes("ab"), bytes("c")));

        assertThat(keys.verifies(MacUse.RECORD, mac, List.of(bytes("ab"), bytes("c")))).isTrue();
        assertThat(keys.verifies(MacUse.RECORD, mac, List.of(bytes("a"), bytes("bc")))).isFalse();
        assertThat(keys.verifies(MacUse.PROFILE, mac, List.of(bytes("ab"), bytes("c")))).isFalse();
    }

    @Test
    void a_root_that_others_can_read_is_refused() throws IOException {
        Files.setPosixFilePermissions(
                folder.resolve("keys/root.json"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(files::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void keysets_are_never_overwritten() {
        assertThatThrownBy(files::create)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("never overwritten");
    }

    @Test
    void a_keyset_of_another_use_is_refused() throws IOException {
        Files.copy(
                folder.resolve("keys/record_mac.json"),
                folder.resolve("keys/profile_mac.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(files::open).isInstanceOf(GeneralSecurityException.class);
    }

    private SubjectKey key(SubjectId subject, FieldClass type) {
        return keys.unwrap(subject, type, keys.newKeys(subject));
    }

    private static byte[] bytes(String text) {
        return Framing.bytes(text);
    }
}
