package io.menshen.benchmarks.micro;

import io.menshen.benchmarks.parts.Started;
import io.menshen.standalone.process.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The real {@code opa}, where it is found. */
public final class Opa {
    private Opa() {}

    /** In the variable OPA, on the PATH, or in .tools/ here or above. */
    public static Optional<Path> binary() {
        var named = Stream.ofNullable(System.getenv("OPA")).map(Path::of);
        var onPath =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, "opa"));
        var here =
                Stream.iterate(
                                Path.of(System.getProperty("menshen.home", "")).toAbsolutePath(),
                                folder -> folder != null,
                                Path::getParent)
                        .map(folder -> folder.resolve(".tools").resolve("opa"));
        return Stream.of(named, onPath, here)
                .flatMap(paths -> paths)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it as a server of a signed bundle. */
    static Started serve(Path bundle, Path verificationKey, Path log) throws IOException {
        var port = Ports.free();
        var opa = binary().orElseThrow(() -> new IOException("OPA is not found"));
        var command =
                List.of(
                        opa.toString(),
                        "run",
                        "--server",
                        "--disable-telemetry",
                        "--log-level=error",
                        "--addr=127.0.0.1:" + port,
                        "--signing-alg=ES256",
                        "--verification-key=" + verificationKey,
                        "--bundle",
                        bundle.toString());
        return Started.start(command, Map.of(), log, port);
    }
}
