package io.menshen.standalone.demo;

import io.lettuce.core.StaticCredentialsProvider;
import io.menshen.operation.Configured;
import io.menshen.standalone.identity.DevelopmentIssuer;
import io.menshen.standalone.setup.KeyPairFiles;
import io.menshen.storage.StorageProperties;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One that somebody else set up and started, by the configuration of its gateways.
 *
 * @param doors the addresses of its gateways' doors for consumers, two or more
 * @param user a role that reads every table; with its password
 * @param work where steps put what they make
 * @param searched what is searched besides the folders that the configuration names
 * @param people how many were generated
 */
public record GivenInstallation(
        Configured configured,
        List<URI> doors,
        DevelopmentIssuer issuer,
        String user,
        @Nullable String password,
        Path work,
        List<Path> searched,
        int people)
        implements Installation {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Keeps copies. */
    public GivenInstallation {
        doors = List.copyOf(doors);
        searched = List.copyOf(searched);
    }

    @Override
    public GatewayAt gateway() {
        return new GatewayAt(doors.getFirst());
    }

    @Override
    public GatewayAt second() {
        return new GatewayAt(doors.getLast());
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    @Override
    public StorageProperties storage() {
        return configured.storage();
    }

    @Override
    public DataSource everything() {
        return configured.storage().withStatement(PATIENCE).login(user, password);
    }

    @Override
    public String redis() {
        var address = configured.quota().address();
        return address.getCredentialsProvider() instanceof StaticCredentialsProvider given
                ? with(given, address.getHost(), address.getPort())
                : configured.quota().redis();
    }

    private String with(StaticCredentialsProvider given, String host, int port) {
        var secret = given.resolveCredentialsNow().getPassword();
        var scheme = URI.create(configured.quota().redis()).getScheme();
        return "%s://:%s@%s:%d"
                .formatted(scheme, secret == null ? "" : new String(secret), host, port);
    }

    @Override
    public Path keysets() {
        return configured.keys().folder();
    }

    @Override
    public KeyPairFiles auditKeys() {
        return new KeyPairFiles(configured.audit().privateKey(), configured.audit().publicKey());
    }

    @Override
    public @Nullable Path anchor() {
        var anchor = configured.audit().anchor();
        return anchor != null && Files.exists(anchor) ? anchor : null;
    }

    @Override
    public List<Path> folders() {
        var named =
                Stream.of(
                                configured.journal().file().getParent(),
                                configured.audit().anchor(),
                                configured.policy().cache(),
                                work)
                        .filter(Objects::nonNull);
        return Stream.concat(named, searched.stream()).filter(Files::isDirectory).toList();
    }

    /** Prints no password. */
    @Override
    public String toString() {
        return "GivenInstallation" + doors;
    }
}
