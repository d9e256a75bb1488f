package io.menshen.benchmarks.soak;

import io.menshen.audit.AuditVerification;
import io.menshen.audit.Finding;
import io.menshen.benchmarks.parts.Deployment;
import io.menshen.standalone.process.PostgresProcess;
import io.menshen.storage.Role;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The audit as an auditor verifies it: in the database, by the second place's checkpoints. */
final class AuditHolds {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final AuditVerification verification;
    private final ConnectionFactory database;

    private AuditHolds(AuditVerification verification, ConnectionFactory database) {
        this.verification = verification;
        this.database = database;
    }

    static AuditHolds of(Deployment deployment) throws IOException {
        var key = deployment.supervisor().setup().audit().publicKey();
        var verification = AuditVerification.of(key, deployment.supervisor().anchor());
        return new AuditHolds(verification, auditor(deployment));
    }

    private static ConnectionFactory auditor(Deployment deployment) {
        var supervisor = deployment.supervisor();
        return new PostgresqlConnectionFactory(
                PostgresqlConnectionConfiguration.builder()
                        .host("127.0.0.1")
                        .port(supervisor.postgres().port())
                        .database(PostgresProcess.DATABASE)
                        .username(Role.AUDIT.database())
                        .password(supervisor.setup().password(Role.AUDIT))
                        .build());
    }

    /** What is found; empty where it holds. */
    List<Finding> findings() {
        return verification.online(database).blockOptional(PATIENCE).orElse(List.of());
    }
}
