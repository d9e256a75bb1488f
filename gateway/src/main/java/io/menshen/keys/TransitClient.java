package io.menshen.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import io.menshen.keys.KeysProperties.Transit;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;

/**
 * Keys of a service that speaks as HashiCorp Vault's transit engine does. The key never leaves the
 * service; only whole keysets go there and back.
 */
record TransitClient(HttpClient http, Transit transit) implements KmsClient {
    /** A redirect could hand keysets and token to somebody else; it is an error. */
    static TransitClient of(Transit transit) {
        var http =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(transit.timeout())
                        .build();
        return new TransitClient(http, transit);
    }

    @Override
    public boolean doesSupport(String keyUri) {
        return keyUri.equals(transit.keyUri());
    }

    /** Credentials are in the file that the properties name, whatever is named here. */
    @Override
    public KmsClient withCredentials(String credentialPath) {
        return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return this;
    }

    @Override
    public Aead getAead(String keyUri) throws GeneralSecurityException {
        if (!doesSupport(keyUri)) {
            throw new GeneralSecurityException(keyUri + " is not the key of this service");
        }
        return new TransitAead(http, transit);
    }
}
