package io.menshen.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One door.
 *
 * @param enabled whether this replica opens it
 * @param address the address to listen on; TLS is required unless it is a loopback one
 * @param port 1 to 65535, or 0 for any free one
 * @param certificate PEM file with the chain, for TLS
 * @param privateKey PEM file with the key in PKCS #8, for TLS
 * @param clientAuthorities PEM file of the authorities whose client certificates are taken; without
 *     it none is asked for
 * @param clientCertificates whether a client may go without one (optional), or is refused in the
 *     handshake (required); matters only with authorities
 * @param maxInFlight requests at once, 1 to 100000; more are shed
 * @param maxConnections connections at once, 1 to 100000; more are closed
 */
public record DoorProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("0") int port,
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable Path clientAuthorities,
        @DefaultValue("optional") ClientCertificates clientCertificates,
        @DefaultValue("256") int maxInFlight,
        @DefaultValue("4096") int maxConnections) {
    /** Whether a client proves itself by a certificate. */
    public enum ClientCertificates {
        /** It may; a token that is bound to one is taken only with it. */
        OPTIONAL,
        /** It must. */
        REQUIRED
    }

    /** How these are bound. */
    @ConstructorBinding
    public DoorProperties {}

    /** A door that asks for no client certificate. */
    public DoorProperties(
            boolean enabled,
            String address,
            int port,
            @Nullable Path certificate,
            @Nullable Path privateKey,
            int maxInFlight,
            int maxConnections) {
        this(
                enabled,
                address,
                port,
                certificate,
                privateKey,
                null,
                ClientCertificates.OPTIONAL,
                maxInFlight,
                maxConnections);
    }

    /** Certificate chain and key, as files. */
    record Tls(Path certificate, Path privateKey) {}

    /** Refuses what cannot work, naming key, value and what is allowed. */
    void check(String key) {
        within(key + ".port", port, 0, 65_535);
        within(key + ".max-in-flight", maxInFlight, 1, 100_000);
        within(key + ".max-connections", maxConnections, 1, 100_000);
        checkClients(key);
        if (enabled && tls() == null && !loopback(key)) {
            throw new IllegalArgumentException(
                    "%s.certificate and %s.private-key are needed, since %s.address is %s; without TLS only a loopback address is allowed"
                            .formatted(key, key, key, address));
        }
    }

    /** Certificates of clients are seen only where TLS ends here. */
    private void checkClients(String key) {
        if (clientAuthorities != null && tls() == null) {
            throw new IllegalArgumentException(
                    key
                            + ".client-authorities needs "
                            + key
                            + ".certificate and private-key: a client shows its certificate in TLS");
        }
        if (clientAuthorities == null && clientCertificates == ClientCertificates.REQUIRED) {
            throw new IllegalArgumentException(
                    key
                            + ".client-certificates is required, and "
                            + key
                            + ".client-authorities is missing; it names the PEM file of who signs them");
        }
    }

    /** What TLS needs, or null where it is off. */
    @Nullable Tls tls() {
        return certificate == null || privateKey == null ? null : new Tls(certificate, privateKey);
    }

    private boolean loopback(String key) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    key + ".address is " + address + "; an address of this machine is needed", e);
        }
    }

    private static void within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s is %d; %d to %d is allowed".formatted(key, value, least, most));
        }
    }
}
