package io.menshen.standalone.demo;

import io.menshen.audit.AuditVerification;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;

/** The audit of an installation, reached as an auditor reaches it. */
final class Audit implements AutoCloseable {
    /** A walk over all records takes its time. */
    private static final Duration STATEMENT = Duration.ofMinutes(2);

    private final Installation installation;
    private final Pools pools;

    Audit(Installation installation) {
        this.installation = installation;
        this.pools = new Pools(installation.storage().withStatement(STATEMENT));
    }

    /** Connections of every role. */
    Pools pools() {
        return pools;
    }

    ConnectionFactory database() {
        return pools.of(Role.AUDIT);
    }

    /** A verification that trusts the installation's key and looks at its second place. */
    AuditVerification verification() throws IOException {
        return AuditVerification.of(installation.auditKeys().publicKey(), installation.anchor());
    }

    @Override
    public void close() {
        pools.close();
    }
}
