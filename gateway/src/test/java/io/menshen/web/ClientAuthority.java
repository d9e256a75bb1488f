package io.menshen.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority that signs certificates of clients, by the JDK's keytool. */
final class ClientAuthority {
    private static final String PASSWORD = "changeit";

    private final Path store;

    ClientAuthority(Path folder, String name) throws IOException {
        store = folder.resolve(name + ".p12");
        // One name for all: a client that goes by names would not even show another's certificate.
        keytool("authority", "-dname", "CN=authority", "-ext", "bc:c");
    }

    /**
     * A client's certificate, signed here.
     *
     * @param start when it begins to hold, as keytool takes it, and for how many days
     */
    X509Certificate sign(String client, String start, int days) throws Exception {
        keytool(
                client,
                "-signer",
                "authority",
                "-dname",
                "CN=" + client,
                "-startdate",
                start,
                "-validity",
                Integer.toString(days));
        return (X509Certificate) opened().getCertificate(client);
    }

    /** The authority's own certificate as a PEM file. */
    Path pem() throws IOException, GeneralSecurityException {
        var der = opened().getCertificate("authority").getEncoded();
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                store.resolveSibling(store.getFileName() + ".pem"),
                "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    /** What a client has that shows its certificate to a door which it trusts. */
    SSLContext of(String client, Certificate door) throws IOException, GeneralSecurityException {
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        var all = opened();
        var key = all.getKey(client, PASSWORD.toCharArray());
        own.setKeyEntry(client, key, PASSWORD.toCharArray(), all.getCertificateChain(client));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusting(door).getTrustManagers(), null);
        return context;
    }

    private static TrustManagerFactory trusting(Certificate door)
            throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", door);
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers;
    }

    private KeyStore opened() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private void keytool(String alias, String... more) throws IOException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command =
                new ArrayList<>(
                        List.of(
                                tool,
                                "-genkeypair",
                                "-alias",
                                alias,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD));
        command.addAll(List.of(more));
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IOException("keytool ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
