package io.menshen.keys;

import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The key ring as the keysets stand now; each call asks anew for the one that counts. */
record LiveKeyRing(Supplier<KeyRing> present) implements KeyRing {
    @Override
    public WrappedKeys newKeys(SubjectId subject) {
        return present.get().newKeys(subject);
    }

    @Override
    public SubjectKey unwrap(SubjectId subject, FieldClass type, WrappedKeys keys) {
        return present.get().unwrap(subject, type, keys);
    }

    @Override
    public WrappedKeys rewrap(SubjectId subject, WrappedKeys keys) {
        return present.get().rewrap(subject, keys);
    }

    @Override
    public BlindIndex index(String field, Personal<String> normalised) {
        return present.get().index(field, normalised);
    }

    @Override
    public List<BlindIndex> indexes(String field, Personal<String> normalised) {
        return present.get().indexes(field, normalised);
    }

    @Override
    public byte[] mac(MacUse use, List<byte[]> parts) {
        return present.get().mac(use, parts);
    }

    @Override
    public boolean verifies(MacUse use, byte[] mac, List<byte[]> parts) {
        return present.get().verifies(use, mac, parts);
    }

    @Override
    public byte[] encryptToken(byte[] plain, List<byte[]> bound) {
        return present.get().encryptToken(plain, bound);
    }

    @Override
    public Optional<byte[]> decryptToken(byte[] token, List<byte[]> bound) {
        return present.get().decryptToken(token, bound);
    }
}
