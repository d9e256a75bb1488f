package io.menshen.standalone.demo;

import io.menshen.standalone.identity.DevelopmentIssuer;
import io.menshen.standalone.setup.KeyPairFiles;
import io.menshen.storage.StorageProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the steps walk through: gateways, and all that they stand on. */
public interface Installation {
    /** The gateway that is asked. */
    GatewayAt gateway();

    /** Another one on the same stores. */
    GatewayAt second() throws IOException;

    /** The process of the first gateway; empty where it runs elsewhere. */
    Optional<ProcessHandle> process();

    /** The mint that the gateways trust. */
    DevelopmentIssuer issuer();

    /** How the serving roles reach the database. */
    StorageProperties storage();

    /** Connections that read every table. */
    DataSource everything();

    /** The address of Redis with its password. */
    String redis();

    /** The folder of the keysets. */
    Path keysets();

    /** The pair that signs the audit. */
    KeyPairFiles auditKeys();

    /** The second place of the audit's checkpoints; null as long as there is none. */
    @Nullable Path anchor();

    /** Where a step may put what it makes. */
    Path work() throws IOException;

    /** What is searched for values in clear. */
    List<Path> folders();

    /** How many people were generated. */
    int people();
}
