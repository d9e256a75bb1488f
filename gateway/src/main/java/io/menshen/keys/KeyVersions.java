package io.menshen.keys;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The live keys of a keyset, each by its number; the present one comes first. A key's number is its
 * id in the keyset, so that it stays when other keys come and go.
 *
 * @param <P> what a key computes
 */
record KeyVersions<P>(List<Version<P>> versions) {
    /** What a database column of key versions holds. */
    private static final int MOST = Short.MAX_VALUE;

    /** A key by its number, from 1. */
    record Version<P>(int number, P primitive) {}

    /**
     * Takes a keyset apart.
     *
     * @throws GeneralSecurityException where the keyset has no live key, or one whose number is not
     *     1 to 32767
     */
    static <P> KeyVersions<P> of(KeysetHandle keyset, Class<P> type)
            throws GeneralSecurityException {
        var versions = new ArrayList<Version<P>>();
        for (var entry : entries(keyset)) {
            if (entry.getId() < 1 || entry.getId() > MOST) {
                throw new GeneralSecurityException(
                        "key id " + entry.getId() + " is not 1 to " + MOST + ", as numbers are");
            }
            var one = KeysetHandle.importKey(entry.getKey()).withFixedId(entry.getId());
            var alone = KeysetHandle.newBuilder().addEntry(one.makePrimary()).build();
            var version = new Version<>(entry.getId(), alone.getPrimitive(Keysets.tink(), type));
            versions.add(entry.isPrimary() ? 0 : versions.size(), version);
        }
        return new KeyVersions<>(List.copyOf(versions));
    }

    private static List<KeysetHandle.Entry> entries(KeysetHandle keyset) {
        return IntStream.range(0, keyset.size())
                .mapToObj(keyset::getAt)
                .filter(entry -> entry.getStatus() == KeyStatus.ENABLED)
                .toList();
    }

    /** Whether a keyset has a live key of that number. */
    static boolean has(KeysetHandle keyset, int number) {
        return entries(keyset).stream().anyMatch(entry -> entry.getId() == number);
    }

    /**
     * Where a key stands in a keyset.
     *
     * @throws GeneralSecurityException where there is none of that number
     */
    static int place(KeysetHandle keyset, int number) throws GeneralSecurityException {
        return IntStream.range(0, keyset.size())
                .filter(at -> keyset.getAt(at).getId() == number)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("there is no key " + number));
    }

    /** The keyset without the keys below a number. */
    static KeysetHandle from(KeysetHandle keyset, int number) throws GeneralSecurityException {
        return without(
                keyset,
                IntStream.range(0, keyset.size())
                        .filter(at -> keyset.getAt(at).getId() < number)
                        .toArray());
    }

    /** The keyset with that key alone. */
    static KeysetHandle only(KeysetHandle keyset, int number) throws GeneralSecurityException {
        var entry = keyset.getAt(place(keyset, number));
        var one = KeysetHandle.importKey(entry.getKey()).withFixedId(number);
        return KeysetHandle.newBuilder().addEntry(one.makePrimary()).build();
    }

    private static KeysetHandle without(KeysetHandle keyset, int... places)
            throws GeneralSecurityException {
        var builder = KeysetHandle.newBuilder(keyset);
        for (var i = places.length - 1; i >= 0; i--) {
            builder.deleteAt(places[i]);
        }
        return builder.build();
    }

    /** The key under which new things are made. */
    Version<P> present() {
        return versions.getFirst();
    }

    /** The key of that number; empty where it was never there or is gone. */
    Optional<P> number(int number) {
        return versions.stream()
                .filter(version -> version.number() == number)
                .map(Version::primitive)
                .findFirst();
    }
}
