package io.menshen.standalone.demo;

import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyUse;
import io.menshen.keys.KeysetFiles;
import io.menshen.keys.KeysetStatus;
import io.menshen.standalone.policy.ReasonBook;
import io.menshen.standalone.terminal.Terminal;
import io.menshen.tokens.ScopedTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;

/** What the steps have in common. */
record Stage(
        Installation installation,
        GatewayClient client,
        ScopedTokens tokens,
        Audit audit,
        ReasonBook reasons,
        Terminal terminal)
        implements AutoCloseable {

    static Stage of(Installation installation, ReasonBook reasons, Terminal terminal)
            throws IOException {
        try {
            return new Stage(
                    installation,
                    new GatewayClient(installation.issuer()),
                    new ScopedTokens(new KeysetFiles(installation.keysets()).open()),
                    new Audit(installation),
                    reasons,
                    terminal);
        } catch (GeneralSecurityException e) {
            throw new IOException("the keysets of the data folder do not open", e);
        }
    }

    /** The gateway that is asked. */
    GatewayAt gateway() {
        return installation.gateway();
    }

    /** Who has that mobile, as delivery may find out. */
    SubjectId subject(String mobile) throws IOException {
        var answer =
                client.disclose(
                        gateway(), Asker.DELIVERY, Map.of("mobile", mobile), List.of("tier"));
        return tokens.subject(scope(Asker.DELIVERY), answer.subject())
                .orElseThrow(() ->
                        new IOException("delivery could not look a person up: " + answer.told()));
    }

    /**
     * The token of a person for a consumer that looks nobody up. In a deployment it comes with a
     * list of recipients; here it is issued with the keys of this installation.
     */
    String token(Asker asker, SubjectId subject) {
        return tokens.ofSubject(scope(asker), subject);
    }

    private static ScopedTokens.Scope scope(Asker asker) {
        return new ScopedTokens.Scope(asker.consumer(), asker.scope());
    }

    /** The keyset of epochs, without its keys. */
    KeysetStatus epoch() throws IOException, GeneralSecurityException {
        return new KeysetFiles(installation.keysets())
                .status().stream()
                        .filter(one -> one.use() == KeyUse.EPOCH)
                        .findFirst()
                        .orElseThrow();
    }

    /** The file that the audit is exported to. */
    Path export() throws IOException {
        return installation.work().resolve("audit.ndjson");
    }

    @Override
    public void close() {
        client.close();
        audit.close();
    }
}
