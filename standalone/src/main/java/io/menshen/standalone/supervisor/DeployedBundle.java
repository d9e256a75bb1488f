package io.menshen.standalone.supervisor;

import io.menshen.kernel.Bytes;
import io.menshen.policy.Bundle;
import io.menshen.policy.BundleSigner;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.data.OwnerOnly;
import io.menshen.standalone.policy.BuiltBundle;
import io.menshen.standalone.setup.KeyPairFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;

/**
 * The bundle in use: the one that was built with this version, signed by this installation.
 *
 * @param key the pair that the gateway trusts
 */
record DeployedBundle(DataFolder folder, KeyPairFiles key) {
    /** Signs the built bundle and puts it in its place, at once. */
    void deploy() throws IOException {
        var target = OwnerOnly.folder(folder.file("policy")).resolve("menshen.tar.gz");
        var signed = BundleSigner.read(key.privateKey()).sign(Bundle.read(built())).write();
        var fresh = Files.createTempFile(target.getParent(), "new", null);
        Files.write(fresh, signed.toArray());
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Bytes built() throws IOException {
        try (var stream = DeployedBundle.class.getResourceAsStream(BuiltBundle.RESOURCE)) {
            if (stream == null) {
                throw new IOException(BuiltBundle.RESOURCE + " is not on the class path");
            }
            return Bytes.copyOf(stream.readAllBytes());
        }
    }
}
