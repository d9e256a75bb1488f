package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class ProductionTests {
    private static WebProperties with(String alias, String issuer, String jwks) {
        var its = new IssuerProperties(alias, issuer, "menshen", URI.create(jwks), null);
        return new WebProperties(
                Map.of(),
                List.of(its),
                true,
                "staff",
                Duration.ZERO,
                Duration.ZERO,
                TestGateway.SHORT);
    }

    private static MockEnvironment profile(String... names) {
        var environment = new MockEnvironment();
        environment.setActiveProfiles(names);
        return environment;
    }

    @ParameterizedTest
    @CsvSource({
        "idp,urn:menshen:development,https://idp.example/keys,issuer",
        "idp,URN:Menshen:Development:2,https://idp.example/keys,issuer",
        "development,https://idp.example,https://idp.example/keys,alias",
        "idp,https://idp.example,http://127.0.0.1:9000/keys,jwks-uri",
        "idp,https://idp.example,https://localhost/keys,jwks-uri",
        "idp,https://idp.example,https://127.1.2.3/keys,jwks-uri",
        "idp,https://idp.example,'https://[::1]/keys',jwks-uri"
    })
    void refuses_an_issuer_of_development(String alias, String issuer, String jwks, String key) {
        var properties = with(alias, issuer, jwks);

        assertThatThrownBy(() -> Production.check(properties, profile("production")))
                .hasMessageStartingWith("menshen.web.issuers[0]." + key)
                .hasMessageContaining("name the retailer's own identity provider");
        assertThatCode(() -> Production.check(properties, profile("demo")))
                .doesNotThrowAnyException();
    }

    @Test
    void starts_with_an_issuer_of_the_retailer() {
        var properties = with("idp", "https://idp.example", "https://192.0.2.7/keys");

        assertThatCode(() -> Production.check(properties, profile("production")))
                .doesNotThrowAnyException();
    }
}
