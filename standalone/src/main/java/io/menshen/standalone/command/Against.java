package io.menshen.standalone.command;

import io.menshen.operation.Configured;
import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.data.OwnerOnly;
import io.menshen.standalone.demo.Demo;
import io.menshen.standalone.demo.GivenInstallation;
import io.menshen.standalone.identity.DevelopmentIssuer;
import io.menshen.standalone.setup.DeploymentMark;
import io.menshen.standalone.supervisor.Seeding;
import io.menshen.standalone.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a demonstration on gateways that somebody else set up. */
final class Against {
    @Option(
            names = "--against",
            paramLabel = "FILE",
            required = true,
            description =
                    "Start nothing: use gateways that run with this configuration, on an EMPTY database. Takes made-up people in.")
    private @Nullable Path config;

    @Option(
            names = "--api",
            paramLabel = "URL",
            required = true,
            description = "A gateway's door for consumers; give two.")
    private List<URI> doors = List.of();

    @Option(
            names = "--issuer-key",
            paramLabel = "FILE",
            required = true,
            description = "The key of ./menshen issuer.")
    private @Nullable Path key;

    @Option(
            names = "--user",
            required = true,
            description = "A superuser of PostgreSQL: the last step reads every table.")
    private String user = "";

    @Option(names = "--password-file", paramLabel = "FILE", description = "Its password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--search",
            paramLabel = "FOLDER",
            description = "Search this folder for values in clear too, such as one of logs.")
    private List<Path> searched = List.of();

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many people are generated, 200 or more (default: 10,000).")
    private int people;

    /** Whether every step was as expected. */
    boolean run(Terminal terminal) {
        if (people < 200 || doors.size() < 2) {
            throw new StandaloneException("--people is 200 or more, and --api is given twice");
        }
        try {
            var work = Files.createTempDirectory("menshen-demo");
            var installation = installation(work);
            var mark = new DeploymentMark(installation.everything());
            refusePeople(installation, mark);
            mark.create();
            mark.set(DeploymentMark.GENERATED_PEOPLE);
            new Seeding(installation.everything(), () -> withoutDoors(work), people, terminal)
                    .run();
            return new Demo(terminal).run(installation);
        } catch (IOException | SQLException e) {
            throw new StandaloneException("the demonstration cannot begin: " + e.getMessage(), e);
        }
    }

    private GivenInstallation installation(Path work) throws IOException {
        return new GivenInstallation(
                Configured.read(config()),
                doors,
                DevelopmentIssuer.of(Objects.requireNonNull(key), Clock.systemUTC()),
                user,
                passwordFile == null ? null : Files.readString(passwordFile).strip(),
                work,
                searched,
                people);
    }

    private Path config() {
        return Objects.requireNonNull(config).toAbsolutePath();
    }

    /** Made-up people do not come among real ones. */
    private static void refusePeople(GivenInstallation installation, DeploymentMark mark)
            throws SQLException {
        try (var connection = installation.everything().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT FROM subject.key_record LIMIT 1")) {
            if (found.next() && !mark.isSet(DeploymentMark.GENERATED_PEOPLE)) {
                throw new StandaloneException(
                        installation.storage().place()
                                + " holds people already; made-up ones are not put among them. Use an empty database");
            }
        }
    }

    /** What is written later in a file counts more. */
    private Path withoutDoors(Path work) throws IOException {
        var file = work.resolve("intake.yaml");
        OwnerOnly.write(
                file,
                """
                spring.config.import: "file:%s"
                ---
                menshen:
                  web.doors: {api: {enabled: false}, management: {enabled: false}}
                  policy.cache: "%s"
                  storage: {pool-size: 4, acquire: 30s}
                """
                        .formatted(config(), work.resolve("cache")));
        return file;
    }
}
