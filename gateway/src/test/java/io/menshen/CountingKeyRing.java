package io.menshen;

import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.keys.SubjectKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The real key ring, and what was asked of it. */
final class CountingKeyRing implements KeyRing {
    private final KeyRing ring;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Queue<String> opened = new ConcurrentLinkedQueue<>();

    CountingKeyRing(KeyRing ring) {
        this.ring = ring;
    }

    /** Calls since the last time, by operation. */
    Map<String, Integer> counted() {
        var counted = new TreeMap<String, Integer>();
        calls.forEach((call, count) -> counted.put(call, count.getAndSet(0)));
        counted.values().removeIf(count -> count == 0);
        return counted;
    }

    /** The fields whose seals were opened since the last time. */
    List<String> opened() {
        var fields = List.copyOf(opened);
        opened.clear();
        return fields;
    }

    private void count(String call) {
        calls.computeIfAbsent(call, name -> new AtomicInteger()).incrementAndGet();
    }

    @Override
    public WrappedKeys newKeys(SubjectId subject) {
        count("newKeys");
        return ring.newKeys(subject);
    }

    @Override
    public SubjectKey unwrap(SubjectId subject, FieldClass type, WrappedKeys keys) {
        count("unwrap");
        var key = ring.unwrap(subject, type, keys);
        return new SubjectKey() {
            @Override
            public byte[] seal(Place place, Personal<String> value) {
                count("seal");
                return key.seal(place, value);
            }

            @Override
            public Personal<String> open(Place place, byte[] sealed) {
                count("open");
                opened.add(place.field());
                return key.open(place, sealed);
            }
        };
    }

    @Override
    public WrappedKeys rewrap(SubjectId subject, WrappedKeys keys) {
        count("rewrap");
        return ring.rewrap(subject, keys);
    }

    @Override
    public BlindIndex index(String field, Personal<String> normalised) {
        count("index");
        return ring.index(field, normalised);
    }

    @Override
    public List<BlindIndex> indexes(String field, Personal<String> normalised) {
        count("indexes");
        return ring.indexes(field, normalised);
    }

    @Override
    public byte[] mac(MacUse use, List<byte[]> parts) {
        count("mac");
        return ring.mac(use, parts);
    }

    @Override
    public boolean verifies(MacUse use, byte[] mac, List<byte[]> parts) {
        count("verifies");
        return ring.verifies(use, mac, parts);
    }

    @Override
    public byte[] encryptToken(byte[] plain, List<byte[]> bound) {
        count("encryptToken");
        return ring.encryptToken(plain, bound);
    }

    @Override
    public Optional<byte[]> decryptToken(byte[] token, List<byte[]> bound) {
        count("decryptToken");
        return ring.decryptToken(token, bound);
    }
}
