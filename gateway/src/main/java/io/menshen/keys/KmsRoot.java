package io.menshen.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * A key of a key service. The folder names it in {@code root.uri}, so that keysets are never opened
 * with, or wrapped by, another.
 */
record KmsRoot(Path folder, KmsClient client, String uri) implements Root {
    @Override
    public boolean exists() {
        return Files.exists(file());
    }

    @Override
    public Making make() throws GeneralSecurityException {
        return new Making(client.getAead(uri), () -> KeyFiles.write(file(), uri + "\n"));
    }

    @Override
    public Aead aead() throws IOException, GeneralSecurityException {
        var named = Files.readString(file()).strip();
        if (!named.equals(uri)) {
            throw new IOException(
                    "the keysets of " + folder + " are wrapped by " + named + ", not by " + uri);
        }
        return client.getAead(uri);
    }

    private Path file() {
        return folder.resolve("root.uri");
    }
}
