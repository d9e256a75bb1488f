package io.menshen.standalone.supervisor;

import io.menshen.connectors.http.SigningBytes;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.data.Kept;
import io.menshen.standalone.data.OwnerOnly;
import io.menshen.standalone.identity.DevelopmentIssuer;
import io.menshen.standalone.identity.IdentityProvider;
import io.menshen.standalone.inbox.Inbox;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What stands in for systems that are not the gateway's: the issuer of tokens, and the telephones
 * that codes are sent to.
 *
 * @param textKey the file with the key that both sides of the inbox hold
 */
record Outside(DevelopmentIssuer issuer, IdentityProvider identity, Inbox inbox, Path textKey)
        implements AutoCloseable {

    static Outside start(DataFolder folder, OutsidePorts ports) throws IOException {
        folder.folder("identity");
        var issuer = DevelopmentIssuer.of(Supervisor.issuerKey(folder.root()), Clock.systemUTC());
        var secret = Kept.in(folder.file("secrets.properties")).password("texts");
        var file = OwnerOnly.folder(folder.file("texts")).resolve("key");
        OwnerOnly.write(file, secret);
        var key = new SigningBytes(secret.getBytes(StandardCharsets.UTF_8));
        var identity = IdentityProvider.start(issuer, ports.identity());
        try {
            var inbox = Inbox.start(key, Clock.systemUTC(), ports.inbox());
            return new Outside(issuer, identity, inbox, file);
        } catch (RuntimeException e) {
            identity.close();
            throw e;
        }
    }

    /** Where the staff log in. */
    URI login() {
        return identity.issuer();
    }

    /** Where the issuer's keys are. */
    URI keys() {
        return identity.keys();
    }

    @Override
    public void close() {
        inbox.close();
        identity.close();
    }
}
