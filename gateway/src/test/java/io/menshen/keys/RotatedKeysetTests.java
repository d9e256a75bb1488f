package io.menshen.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing.BlindIndex;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.KeyRing.MacUse;
import io.menshen.keys.SubjectKey.Place;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keysets with a second key, which is the present one. */
@Clause("5.3")
class RotatedKeysetTests {
    private static final Personal<String> VALUE = Personal.of("13800000001");
    private static final Place PLACE =
            new Place(
                    "identity",
                    "row-1",
                    "mobile",
                    0,
                    "member_register",
                    "app",
                    LocalDate.of(2028, 1, 1));
    private static final List<byte[]> PARTS = List.of("a".getBytes(StandardCharsets.UTF_8));

    private KeyRing before;
    private KeyRing after;
    private KeyRing later;

    @BeforeEach
    void rotate() throws GeneralSecurityException {
        var first = Keysets.generate();
        var second = each(first, RotatedKeysetTests::rotated);
        before = new TinkKeyRing(first);
        after = new TinkKeyRing(second);
        later = new TinkKeyRing(each(second, RotatedKeysetTests::withoutTheFirst));
    }

    private interface Change {
        KeysetHandle apply(KeyUse use, KeysetHandle keyset) throws GeneralSecurityException;
    }

    private static Keysets each(Keysets keysets, Change change) throws GeneralSecurityException {
        var changed = new EnumMap<KeyUse, KeysetHandle>(KeyUse.class);
        for (var use : KeyUse.values()) {
            changed.put(use, change.apply(use, keysets.of(use)));
        }
        return new Keysets(changed);
    }

    private static KeysetHandle rotated(KeyUse use, KeysetHandle keyset)
            throws GeneralSecurityException {
        var key = KeysetHandle.generateEntryFromParameters(use.parameters());
        return KeysetHandle.newBuilder(keyset).addEntry(key.withFixedId(2).makePrimary()).build();
    }

    private static KeysetHandle withoutTheFirst(KeyUse use, KeysetHandle keyset)
            throws GeneralSecurityException {
        assertThat(keyset.getAt(0).getId()).as("first key of %s", use).isEqualTo(1);
        return KeysetHandle.newBuilder(keyset).deleteAt(0).build();
    }

    @Test
    void an_epoch_is_the_key_of_that_number() {
        var subject = SubjectId.random();
        var old = before.newKeys(subject);
        var young = after.newKeys(subject);
        var sealed = before.unwrap(subject, FieldClass.SERVICE, old).seal(PLACE, VALUE);

        assertThat(old.epoch()).isEqualTo(1);
        assertThat(young.epoch()).isEqualTo(2);
        assertThat(after.unwrap(subject, FieldClass.SERVICE, old).open(PLACE, sealed).open())
                .isEqualTo("13800000001");
        assertThatThrownBy(() -> after.unwrap(subject, FieldClass.SERVICE, named(old, 2)))
                .isInstanceOf(IntegrityException.class);
        assertThatThrownBy(() -> after.unwrap(subject, FieldClass.SERVICE, named(young, 1)))
                .isInstanceOf(IntegrityException.class);
    }

    @Test
    void what_an_epoch_wrapped_is_gone_with_its_key() {
        var subject = SubjectId.random();
        var old = after.newKeys(subject);
        var older = before.newKeys(subject);

        assertThat(later.unwrap(subject, FieldClass.STATUTORY, old)).isNotNull();
        assertThatThrownBy(() -> later.unwrap(subject, FieldClass.STATUTORY, older))
                .isInstanceOf(IntegrityException.class);
    }

    @Test
    void look_ups_try_every_live_key_and_the_present_one_first() {
        var old = before.index("mobile", VALUE);
        var young = after.index("mobile", VALUE);

        assertThat(old.keyVersion()).isEqualTo(1);
        assertThat(young.keyVersion()).isEqualTo(2);
        assertThat(young.mac()).isNotEqualTo(old.mac());
        assertThat(after.indexes("mobile", VALUE)).containsExactly(young, old);
        assertThat(later.indexes("mobile", VALUE)).containsExactly(young);
        assertThat(young.mac().size()).isEqualTo(33);
        assertThat(after.indexes("mobile", VALUE))
                .allMatch(entry -> entry.mac().toArray()[0] == 1)
                .extracting(BlindIndex::keyVersion)
                .containsExactly(2, 1);
    }

    @Test
    void old_tokens_open_and_new_ones_are_issued_under_the_new_key() {
        var old = before.encryptToken(new byte[] {7}, PARTS);
        var young = after.encryptToken(new byte[] {7}, PARTS);

        assertThat(young).isNotEqualTo(old);
        assertThat(after.decryptToken(old, PARTS)).contains(new byte[] {7});
        assertThat(after.decryptToken(young, PARTS)).contains(new byte[] {7});
        assertThat(before.decryptToken(young, PARTS)).isEmpty();
        assertThat(later.decryptToken(old, PARTS)).isEmpty();
    }

    @Test
    void old_macs_verify_until_their_key_is_gone() {
        for (var use : MacUse.values()) {
            var old = before.mac(use, PARTS);
            var young = after.mac(use, PARTS);

            assertThat(young).hasSize(38).isNotEqualTo(old).startsWith(1, 1, 0, 0, 0, 2);
            assertThat(after.verifies(use, old, PARTS)).isTrue();
            assertThat(after.verifies(use, young, PARTS)).isTrue();
            assertThat(later.verifies(use, old, PARTS)).isFalse();
        }
    }

    @Test
    void a_mac_of_another_suite_or_none_does_not_verify() {
        var mac = after.mac(MacUse.RECORD, PARTS);
        mac[0] = 2;

        assertThat(after.verifies(MacUse.RECORD, mac, PARTS)).isFalse();
        assertThat(after.verifies(MacUse.RECORD, new byte[0], PARTS)).isFalse();
    }

    @Test
    void a_keyset_whose_numbers_no_column_holds_is_refused() throws GeneralSecurityException {
        var key = KeysetHandle.generateEntryFromParameters(KeyUse.EPOCH.parameters());
        var keyset =
                KeysetHandle.newBuilder().addEntry(key.withFixedId(40_000).makePrimary()).build();

        assertThatThrownBy(() -> KeyVersions.of(keyset, com.google.crypto.tink.Aead.class))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("1 to 32767");
    }

    private static KeyRing.WrappedKeys named(KeyRing.WrappedKeys keys, int epoch) {
        return new KeyRing.WrappedKeys(keys.service(), keys.statutory(), epoch);
    }
}
