package io.menshen.benchmarks.parts;

import io.menshen.kernel.Bytes;
import io.menshen.policy.Bundle;
import io.menshen.policy.BundleSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The policy of an installation whose caps of some consumers are so high that none is reached. */
final class Uncapped {
    /** Who takes people in and reads them, who looks them up, and who erases them. */
    private static final List<String> CONSUMERS =
            List.of(Newcomers.CONSUMER, "delivery", "privacy-desk");

    private static final int PER_MINUTE = 100_000_000;
    private static final int PER_DAY = 2_000_000_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private Uncapped() {}

    /** Signs it anew; every other word of it stays. */
    static void deploy(Path bundle, Path privateKey) throws IOException {
        var present = Bundle.read(Bytes.copyOf(Files.readAllBytes(bundle)));
        var data = JSON.readTree(present.data().toArray());
        for (var consumer : CONSUMERS) {
            if (!(data.at("/registries/consumers/" + consumer + "/caps")
                    instanceof ObjectNode caps)) {
                throw new IOException("the policy has no caps of " + consumer);
            }
            caps.put("per_minute", PER_MINUTE).put("per_day", PER_DAY);
            if (caps.has("staff_per_minute")) {
                caps.put("staff_per_minute", PER_MINUTE);
            }
        }
        var raised = present.withData(Bytes.copyOf(JSON.writeValueAsBytes(data)));
        var signed = BundleSigner.read(privateKey).sign(raised).write();
        Files.write(bundle, signed.toArray());
    }
}
