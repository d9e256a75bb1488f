package io.menshen.standalone.demo;

import io.menshen.standalone.identity.DevelopmentIssuer;
import io.menshen.standalone.process.GatewayPorts;
import io.menshen.standalone.process.GatewayProcess;
import io.menshen.standalone.process.PostgresProcess;
import io.menshen.standalone.setup.KeyPairFiles;
import io.menshen.standalone.supervisor.Seeding;
import io.menshen.standalone.supervisor.Supervisor;
import io.menshen.storage.StorageProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The one that was started for the demonstration. */
record OwnInstallation(Supervisor supervisor, GatewayProcess first) implements Installation {
    @Override
    public GatewayAt gateway() {
        return new GatewayAt(first.api("/"));
    }

    @Override
    public GatewayAt second() throws IOException {
        var second = supervisor.gateway(GatewayPorts.free());
        return new GatewayAt(second.api("/"), second::close);
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.of(first.handle());
    }

    @Override
    public DevelopmentIssuer issuer() {
        return supervisor.issuer();
    }

    @Override
    public StorageProperties storage() {
        return supervisor.setup().storage(supervisor.postgres());
    }

    @Override
    public DataSource everything() {
        return supervisor.postgres().owner(PostgresProcess.DATABASE);
    }

    @Override
    public String redis() {
        return supervisor.redis().uri();
    }

    @Override
    public Path keysets() {
        return supervisor.setup().keysets();
    }

    @Override
    public KeyPairFiles auditKeys() {
        return supervisor.setup().audit();
    }

    @Override
    public @Nullable Path anchor() {
        return supervisor.anchor();
    }

    @Override
    public Path work() throws IOException {
        return supervisor.folder().folder("export");
    }

    /** Raw files, logs and export all stand in the data folder. */
    @Override
    public List<Path> folders() {
        return List.of(supervisor.folder().root());
    }

    @Override
    public int people() {
        return Seeding.PEOPLE;
    }
}
