package io.menshen.operation;

import static io.menshen.operation.Finding.fail;
import static io.menshen.operation.Finding.ok;
import static io.menshen.operation.Finding.warn;

import io.menshen.kernel.Bytes;
import io.menshen.policy.BundleVerifier;
import io.menshen.policy.PolicyProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;

/** Whether the bundle is there and signed by the key that is trusted. */
record PolicyLook(PolicyProperties policy) {
    private static final String PART = "policy";

    Stream<Finding> findings() {
        return Stream.of(bundle(), cache());
    }

    private Finding bundle() {
        try {
            var verifier = BundleVerifier.read(policy.verificationKey());
            var bundle = verifier.read(Bytes.copyOf(Files.readAllBytes(policy.bundle())));
            return ok(PART, "bundle", "revision " + bundle.revision() + ", signed as trusted");
        } catch (IOException | IllegalArgumentException e) {
            return fail(
                    PART,
                    "bundle",
                    Finding.line(e),
                    "./menshen policy sign makes it; menshen.policy.verification-key is the public"
                            + " half of the key that signed");
        }
    }

    private Finding cache() {
        var cache = policy.cache();
        if (cache == null) {
            return warn(
                    PART,
                    "cache",
                    "none: an older bundle is refused only until the next start",
                    "set menshen.policy.cache to a folder of the gateway's own");
        }
        var there = Files.isDirectory(cache) ? cache : cache.toAbsolutePath().getParent();
        return there != null && Files.isWritable(there)
                ? ok(PART, "cache", cache.toString())
                : fail(
                        PART,
                        "cache",
                        cache + " cannot be written",
                        "make it, and give it to the gateway's account");
    }
}
