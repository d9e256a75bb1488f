package io.menshen.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.Gateway;
import io.menshen.decision.DecisionProperties;
import io.menshen.storage.StorageProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class KnownKeysTests {
    private static StandardEnvironment with(String key, Object value) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("file", Map.of(key, value)));
        return environment;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "menshen.storage.pool-sizes | menshen.storage.pool-sizes is no key of the configuration; nearest: pool-size",
                "menshen.polcy.bundle | menshen.polcy is no key of the configuration; nearest: policy",
                "menshen.web.doors.apis.port | menshen.web.doors.apis is no key of the configuration; allowed: api, management, public, staff",
                "menshen.web.issuers[0].jwk-uri | menshen.web.issuers[0].jwk-uri is no key of the configuration; allowed: alias, audience",
                "menshen.storage.passwords.subjects | nearest: subject",
                "menshen.keys.folder.name | menshen.keys.folder.name is no key of the configuration; nothing stands below menshen.keys.folder",
            })
    void a_key_that_is_none_is_told_with_the_nearest(String key, String told) {
        assertThat(KnownKeys.all().unknown(with(key, "1")))
                .singleElement()
                .asString()
                .contains(told);
    }

    @ParameterizedTest
    @CsvSource({
        "menshen.storage.poolSize",
        "menshen.storage.passwords.subject",
        "menshen.web.doors.api.max-in-flight",
        "menshen.web.issuers[3].alias",
        "menshen.web.times.head",
        "spring.main.banner-mode"
    })
    void a_key_that_is_one_is_taken_in_any_spelling(String key) {
        assertThat(KnownKeys.all().unknown(with(key, "1"))).isEmpty();
    }

    @Test
    void a_gateway_does_not_start_with_a_key_that_is_none() {
        var gateway = new SpringApplication(Gateway.class);
        gateway.setWebApplicationType(WebApplicationType.NONE);
        gateway.setRegisterShutdownHook(false);

        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(() ->
                                gateway.run("--menshen.audti.batch=3", "--logging.level.root=OFF")))
                .hasMessageContaining(
                        "menshen.audti is no key of the configuration; nearest: audit");
    }

    private static String told(String prefix, Class<?> type, StandardEnvironment environment) {
        try {
            Binder.get(environment).bindOrCreate(prefix, type);
            return "";
        } catch (BindException e) {
            return ConfigurationFault.told(e).orElse("");
        }
    }

    @Test
    void a_value_that_is_wrong_is_told_with_what_is_allowed() {
        assertThat(
                        told(
                                "menshen.decision",
                                DecisionProperties.class,
                                with("menshen.decision.limit", "fast")))
                .contains(
                        "menshen.decision.limit",
                        "\"fast\" is not allowed",
                        "a time such as 500ms");
        assertThat(
                        told(
                                "menshen.decision",
                                DecisionProperties.class,
                                with("menshen.decision.limit", "9s")))
                .isEqualTo("menshen.decision.limit is PT9S; PT0.001S to PT5S is allowed");
        assertThat(
                        told(
                                "menshen.storage",
                                StorageProperties.class,
                                with("menshen.storage.tls", "on")))
                .contains("menshen.storage.tls", "one of off, verify");
        assertThat(
                        told(
                                "menshen.storage",
                                StorageProperties.class,
                                with("menshen.storage.host", "192.0.2.1")))
                .contains("menshen.storage.tls is off", "192.0.2.1", "verify is allowed");
    }

    @Test
    void a_reference_to_the_environment_that_is_not_set_is_named() {
        assertThat(KnownKeys.all().unknown(with("menshen.storage.database", "${NO_SUCH_NAME}")))
                .singleElement()
                .asString()
                .startsWith(
                        "menshen.storage.database refers to NO_SUCH_NAME, which is not set in the environment");
        assertThat(KnownKeys.all().unknown(with("menshen.storage.database", "${NO_SUCH_NAME:x}")))
                .isEmpty();
    }
}
