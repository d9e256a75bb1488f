package io.menshen.standalone.command;

import io.menshen.standalone.data.OwnerOnly;
import io.menshen.standalone.identity.DevelopmentIssuer;
import io.menshen.standalone.identity.IdentityProvider;
import io.menshen.standalone.process.Ports;
import io.menshen.standalone.terminal.Terminal;
import io.menshen.standalone.terminal.Tone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stands in for an OpenID provider while one's own is not at hand. */
@Command(
        name = "issuer",
        mixinStandardHelpOptions = true,
        description =
                "Publish a development issuer's keys on the loopback address, until interrupted. A gateway takes them only with ./menshen serve --development.")
final class IssuerCommand implements Callable<Integer> {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "Its key, made where there is none.")
    private @Nullable Path key;

    @Option(names = "--port", required = true, description = "The port on the loopback address.")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var file = Objects.requireNonNull(key).toAbsolutePath();
        Ports.require(port, "issuer --key " + file);
        OwnerOnly.folder(Objects.requireNonNull(file.getParent()));
        var issuer = DevelopmentIssuer.of(file, Clock.systemUTC());
        try (var provider = IdentityProvider.start(issuer, port)) {
            Terminal.present().line("Its keys are at " + provider.keys(), Tone.STRONG);
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
