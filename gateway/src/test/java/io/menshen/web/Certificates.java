package io.menshen.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for loopback, made by the JDK's keytool, as PEM files and as what a client trusts.
 */
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private final KeyStore store;
    private final Path folder;

    private Certificates(KeyStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Makes {@code door.crt} and {@code door.key} in that folder. */
    public static Certificates in(Path folder) throws IOException, GeneralSecurityException {
        var file = folder.resolve("door.p12");
        keytool(file);
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var made = new Certificates(store, folder);
        made.pem("door.crt", "CERTIFICATE", store.getCertificate("door").getEncoded());
        made.pem(
                "door.key",
                "PRIVATE KEY",
                store.getKey("door", PASSWORD.toCharArray()).getEncoded());
        return made;
    }

    DoorProperties.Tls files() {
        return new DoorProperties.Tls(folder.resolve("door.crt"), folder.resolve("door.key"));
    }

    /** A client's context that trusts this certificate and no other. */
    SSLContext trusting() throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", store.getCertificate("door"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** A server's context with this certificate. */
    public SSLContext serving() throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void pem(String file, String kind, byte[] der) throws IOException {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        var text = "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
        Files.writeString(folder.resolve(file), text);
    }

    private static void keytool(Path file) throws IOException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command =
                List.of(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD);
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
