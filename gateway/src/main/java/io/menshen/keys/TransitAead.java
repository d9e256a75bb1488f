package io.menshen.keys;

import com.google.crypto.tink.Aead;
import io.menshen.keys.KeysProperties.Transit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sealing and opening by a key of the service, a call each; it waits and runs off event loops. */
record TransitAead(HttpClient http, Transit transit) implements Aead {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LARGEST = 1 << 20;
    private static final int OK = 200;

    @Override
    public byte[] encrypt(byte[] plain, byte[] bound) throws GeneralSecurityException {
        var asked = Map.of("plaintext", base64(plain), "associated_data", base64(bound));
        return answer("encrypt", asked, "ciphertext").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] bound) throws GeneralSecurityException {
        var text = new String(sealed, StandardCharsets.US_ASCII);
        var asked = Map.of("ciphertext", text, "associated_data", base64(bound));
        try {
            return Base64.getDecoder().decode(answer("decrypt", asked, "plaintext"));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the key service answered no base64", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The service's own words are not told: they may repeat what it was sent. */
    private String answer(String call, Map<String, String> asked, String wanted)
            throws GeneralSecurityException {
        try {
            var handler = BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST);
            var response = http.send(request(call, asked), handler);
            var word = JSON.readTree(response.body()).path("data").path(wanted).asString("");
            if (response.statusCode() != OK || word.isEmpty()) {
                throw new KeyServiceException(call + " answered " + response.statusCode());
            }
            return word;
        } catch (IOException e) {
            throw new KeyServiceException(call + " failed: " + e.getClass().getSimpleName());
        } catch (JacksonException e) {
            throw new KeyServiceException(call + " answered no JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyServiceException(call + " was interrupted");
        }
    }

    private HttpRequest request(String call, Map<String, String> asked) throws IOException {
        KeyFiles.refuseWhatOthersRead(transit.tokenFile());
        return HttpRequest.newBuilder(URI.create(transit.url() + "/" + call + "/" + transit.key()))
                .timeout(transit.timeout())
                .header("X-Vault-Token", Files.readString(transit.tokenFile()).strip())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(asked)))
                .build();
    }
}
