package io.menshen.audit;

import io.menshen.audit.Finding.Kind;
import io.menshen.kernel.BusinessDay;
import io.menshen.signing.VerifyingKey;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.IsolationLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Verifies the audit: in the database, or from an export without one. What it finds names the chain
 * and seq; an empty list means that the log holds. Records newer than the last checkpoint (at most
 * 60 s) can be cut off unnoticed, unless an export's signed head covers them.
 */
public final class AuditVerification {
    // Read as the class loads, since the first use of a time zone reads a file.
    private static final ZoneId ZONE = BusinessDay.ZONE;

    private final VerifyingKey trusted;
    private final List<Checkpoint> anchors;

    private AuditVerification(VerifyingKey trusted, List<Checkpoint> anchors) {
        this.trusted = trusted;
        this.anchors = anchors;
    }

    /**
     * A verification that trusts one key. It reads both files at once and blocks.
     *
     * @param publicKey PEM file of the Ed25519 public key
     * @param anchor file from the second place; null where there is none, which is then found
     * @throws IOException where a file cannot be read
     * @throws IllegalArgumentException where a file does not hold what it should
     */
    public static AuditVerification of(Path publicKey, @Nullable Path anchor) throws IOException {
        if (anchor != null && !Files.exists(anchor)) {
            throw new IOException(anchor + " does not exist; it should hold the checkpoints");
        }
        return new AuditVerification(VerifyingKey.read(publicKey), new Anchor(anchor).read());
    }

    /**
     * Verifies what stands in the database, in one snapshot; there the requests and their daily
     * counts too, which an export does not hold.
     *
     * @param database connections of the role menshen_audit
     */
    public Mono<List<Finding>> online(ConnectionFactory database) {
        return Transactions.run(database, IsolationLevel.REPEATABLE_READ, this::snapshot);
    }

    private Mono<List<Finding>> snapshot(Connection connection) {
        return Mono.zip(
                        Chains.openings(connection).collectList(),
                        Mono.defer(() -> Chains.checkpoints(connection, 0).collectList()))
                .flatMap(both -> records(connection, both.getT1(), both.getT2()));
    }

    private Mono<List<Finding>> records(
            Connection connection, List<Opening> openings, List<Checkpoint> checkpoints) {
        var verifier = new Verifier(trusted);
        verifier.begin(openings, checkpoints);
        verifier.anchors(checkpoints, anchors, Kind.CUT);
        var requests = new RequestCheck(ZONE);
        return Chains.records(connection)
                .doOnNext(verifier::accept)
                .doOnNext(requests::accept)
                .then(
                        Mono.defer(() ->
                                RequestRows.bodies(connection).doOnNext(requests::body).then()))
                .then(Mono.defer(() -> RequestRows.days(connection).doOnNext(requests::day).then()))
                .then(Mono.fromSupplier(() -> requests.finish(verifier.finish())));
    }

    /**
     * Verifies an export. It blocks.
     *
     * @param export as {@link AuditExport} writes it
     * @param oldest an export signed before this moment is stale
     * @throws IOException where the file cannot be read
     */
    public List<Finding> offline(Path export, Instant oldest) throws IOException {
        try (var lines = new ExportLines(Files.newInputStream(export))) {
            return new ExportCheck(trusted, anchors).check(lines, oldest);
        }
    }
}
