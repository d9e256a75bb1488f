package io.menshen.standalone.command;

import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.policy.BuiltBundle;
import io.menshen.standalone.policy.Consumers;
import io.menshen.standalone.supervisor.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Mints a development token; the server need not run. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description =
                "Print an access token for a consumer, good for one hour with the data folder's gateway.")
final class TokenCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONSUMER", description = "Id in policies/registries/consumers.yaml.")
    private String consumer = "";

    @Option(
            names = "--staff",
            paramLabel = "ID",
            description = "The member of staff who asks, such as s-desk-01.")
    private @Nullable String staff;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The data folder (default: .menshen).")
    private @Nullable Path data;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The issuer's key, as ./menshen issuer makes it, instead of a data folder.")
    private @Nullable Path file;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var known = new Consumers(BuiltBundle.read()).named(consumer);
        if (known.staff() && staff == null) {
            throw new StandaloneException(
                    "%s asks for a member of staff. Try: ./menshen token %s --staff ID (policies/registries/staff.yaml)"
                            .formatted(consumer, consumer));
        }
        var issuer = io.menshen.standalone.identity.DevelopmentIssuer.of(key(), Clock.systemUTC());
        java.util.Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .println(issuer.mint(known.clientId(), staff));
        return 0;
    }

    private Path key() {
        if (file != null && Files.exists(file)) {
            return file;
        }
        var folder = Home.present().data(data);
        var key = Supervisor.issuerKey(folder);
        if (file != null || !Files.exists(key)) {
            throw new StandaloneException(
                    "%s has no key yet; the first start makes it. Try: ./menshen up"
                            .formatted(file == null ? folder : file));
        }
        return key;
    }
}
