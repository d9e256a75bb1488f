package io.menshen.web;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Doors and issuers. A door that is not listed stays closed.
 *
 * @param doors by name: api, public, staff, management
 * @param issuers whose tokens are taken
 * @param onlyAccessTokens whether {@code typ} must be {@code at+jwt} (RFC 9068), or may be JWT too
 * @param staffClaim the claim with the opaque id of the member of staff, where an issuer has no
 *     claim of its own
 * @param boundConsumers ids of consumers whose tokens are taken only where they are bound to the
 *     client certificate that was shown (RFC 8705); every bound token is taken only so
 * @param notice how long a gateway that was told to end still serves while it says that it is not
 *     ready, so that balancers turn away first; 0 s to 5 min
 * @param drain how long requests in hand may still take at shutdown, 0 s to 5 min
 * @param times how long a client may take
 */
@ConfigurationProperties("menshen.web")
public record WebProperties(
        @Nullable Map<Door, DoorProperties> doors,
        @Nullable List<IssuerProperties> issuers,
        @DefaultValue("true") boolean onlyAccessTokens,
        @DefaultValue("staff") String staffClaim,
        @Nullable List<String> boundConsumers,
        @DefaultValue("3s") Duration notice,
        @DefaultValue("20s") Duration drain,
        @DefaultValue TimeLimits times) {

    /** Refuses what cannot work, naming key, value and what is allowed. */
    @ConstructorBinding
    public WebProperties {
        boundConsumers = boundConsumers == null ? List.of() : List.copyOf(boundConsumers);
        doors = doors == null ? Map.of() : Map.copyOf(doors);
        issuers = issuers == null ? List.of() : List.copyOf(issuers);
        doors.forEach((door, properties) -> properties.check(door.key()));
        for (var i = 0; i < issuers.size(); i++) {
            issuers.get(i).check("menshen.web.issuers[" + i + "]");
        }
        once("alias", issuers.stream().map(IssuerProperties::alias));
        once("issuer", issuers.stream().map(IssuerProperties::issuer));
        within("menshen.web.notice", notice);
        within("menshen.web.drain", drain);
    }

    private static void within(String key, Duration value) {
        if (value.isNegative() || value.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException(key + " is " + value + "; 0s to 5m is allowed");
        }
    }

    /** Doors at which no consumer must bind its tokens. */
    public WebProperties(
            @Nullable Map<Door, DoorProperties> doors,
            @Nullable List<IssuerProperties> issuers,
            boolean onlyAccessTokens,
            String staffClaim,
            Duration notice,
            Duration drain,
            TimeLimits times) {
        this(doors, issuers, onlyAccessTokens, staffClaim, null, notice, drain, times);
    }

    /** What a token must be bound by, and whose must. */
    CertificateBinding binding() {
        return new CertificateBinding(boundConsumers == null ? List.of() : boundConsumers);
    }

    /** Two issuers of one name would be one: the consumers of either could pass for the other's. */
    private static void once(String what, Stream<@Nullable String> names) {
        var seen = new HashSet<String>();
        names.flatMap(Stream::ofNullable)
                .filter(name -> !seen.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "menshen.web.issuers has "
                                    + what
                                    + " "
                                    + name
                                    + " twice; each needs its own");
                });
    }

    List<IssuerProperties> allIssuers() {
        return issuers == null ? List.of() : issuers;
    }

    Map<Door, DoorProperties> allDoors() {
        return doors == null ? Map.of() : doors;
    }
}
