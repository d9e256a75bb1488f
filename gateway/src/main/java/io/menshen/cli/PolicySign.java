package io.menshen.cli;

import io.menshen.kernel.Bytes;
import io.menshen.policy.Bundle;
import io.menshen.policy.BundleSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs the built bundle for gateways; the key never lies in the repository. */
@Command(
        name = "sign",
        description =
                "Signs policies/bundle/menshen.tar.gz with an EC P-256 key, as OPA does, into a file "
                        + "that gateways watch. The file is replaced whole.")
final class PolicySign implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PolicyCommands.Where where = new PolicyCommands.Where();

    @Option(names = "--key", required = true, description = "PEM file of the private key.")
    private @Nullable Path key;

    @Option(names = "--out", required = true, description = "The signed bundle.")
    private @Nullable Path out;

    PolicySign() {}

    @Override
    public Integer call() throws IOException {
        var into = Objects.requireNonNull(out).toAbsolutePath();
        var built = Bundle.read(Bytes.copyOf(Files.readAllBytes(where.folder().bundle())));
        var signed = BundleSigner.read(Objects.requireNonNull(key)).sign(built);
        var beside = into.resolveSibling("." + into.getFileName() + ".new");
        Files.write(beside, signed.write().toArray());
        Files.move(beside, into, StandardCopyOption.ATOMIC_MOVE);
        spec.commandLine().getOut().println("revision " + signed.revision() + " signed: " + into);
        return 0;
    }
}
