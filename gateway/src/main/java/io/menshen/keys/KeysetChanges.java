package io.menshen.keys;

import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;

/**
 * Changes of keysets in their files. Each is idempotent, so that what was cut off is done again,
 * and under a lock of the folder, so that two commands do not undo each other.
 */
public final class KeysetChanges {
    private final KeysetFiles files;
    private final Clock clock;

    /** Changes of those files. */
    public KeysetChanges(KeysetFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Makes the keyset of the login where keysets were created before there was one. No other is
     * made so: what it protects is minutes old, and a lost one of another use must be noticed.
     *
     * @return whether it was made now
     */
    public boolean complete() throws IOException, GeneralSecurityException {
        var made = files.make(KeyUse.LOGIN_MAC);
        if (made) {
            new KeyDates(files.folder()).made(KeyUse.LOGIN_MAC, 1, clock.instant());
        }
        return made;
    }

    /**
     * Gives a keyset a key that opens and verifies, and makes nothing new yet.
     *
     * @param number of the key; one that is there already stays
     */
    public void add(KeyUse use, int number) throws IOException, GeneralSecurityException {
        // Kept first: a date without its key is nothing, a key without its date has no age.
        new KeyDates(files.folder()).made(use, number, clock.instant());
        change(
                use,
                keyset -> {
                    if (KeyVersions.has(keyset, number)) {
                        return keyset;
                    }
                    var key = KeysetHandle.generateEntryFromParameters(use.parameters());
                    return KeysetHandle.newBuilder(keyset)
                            .addEntry(key.withFixedId(number))
                            .build();
                });
    }

    /**
     * Makes a key the present one, under which all that is new is made.
     *
     * @throws GeneralSecurityException where there is no key of that number
     */
    public void promote(KeyUse use, int number) throws IOException, GeneralSecurityException {
        change(
                use,
                keyset -> {
                    var builder = KeysetHandle.newBuilder(keyset);
                    builder.getAt(KeyVersions.place(keyset, number)).makePrimary();
                    return builder.build();
                });
    }

    /**
     * Takes every key below a number out of a keyset: what only they open opens nowhere any more.
     *
     * @throws GeneralSecurityException where the present key is one of them
     */
    public void destroyBelow(KeyUse use, int number) throws IOException, GeneralSecurityException {
        change(
                use,
                keyset -> {
                    if (keyset.getPrimary().getId() < number) {
                        throw new GeneralSecurityException(
                                "the present key of " + use.word() + " is below " + number);
                    }
                    return KeyVersions.from(keyset, number);
                });
    }

    @FunctionalInterface
    private interface Change {
        KeysetHandle of(KeysetHandle keyset) throws GeneralSecurityException;
    }

    private void change(KeyUse use, Change change) throws IOException, GeneralSecurityException {
        var lock = files.folder().resolve("changes.lock");
        try (var channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            var keyset = files.opened(files.texts()).of(use);
            var changed = change.of(keyset);
            if (!changed.equalsKeyset(keyset)) {
                files.replace(use, changed);
            }
        }
    }
}
