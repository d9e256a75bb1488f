package io.menshen.staff;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway is to the provider.
 *
 * @param secret null for a public client
 * @param address of the door, without a stroke at its end
 * @param staffClaim the claim that names the person
 * @param roleClaim the claim that names their roles
 * @param perMinute logins that may be begun in all in one minute
 */
record Relying(
        Issuer issuer,
        ClientID client,
        @Nullable Secret secret,
        Scope scope,
        String address,
        String staffClaim,
        String roleClaim,
        int perMinute) {
    static final String CALLBACK = "/login/callback";

    /** As it is configured with an issuer. */
    static Relying of(StaffProperties properties) {
        return new Relying(
                new Issuer(Objects.requireNonNull(properties.issuer())),
                new ClientID(Objects.requireNonNull(properties.clientId())),
                secret(properties.secretFile()),
                Objects.requireNonNull(Scope.parse(properties.scope())),
                Objects.requireNonNull(properties.address()).toString().replaceAll("/+$", ""),
                properties.staffClaim(),
                properties.roleClaim(),
                properties.perMinute());
    }

    private static @Nullable Secret secret(@Nullable Path file) {
        try {
            return file == null ? null : new Secret(Files.readString(file).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "menshen.staff.secret-file is "
                            + file
                            + "; a file with the client's secret is needed that this account may read",
                    e);
        }
    }

    /** Where the provider leads back to. */
    URI callback() {
        return URI.create(address + CALLBACK);
    }

    /** Prints no secret. */
    @Override
    public String toString() {
        return "Relying[" + issuer + "]";
    }
}
