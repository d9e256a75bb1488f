package io.menshen.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PolicyWiringTests {
    @TempDir private Path folder;
    private KeyPair keys;
    private ApplicationContextRunner application;

    @BeforeEach
    void configure() throws IOException, GeneralSecurityException {
        keys = SampleBundle.keys("secp256r1");
        var bundle = folder.resolve("menshen.tar.gz");
        put(SampleBundle.signer(keys).sign(SampleBundle.compiled()));
        application =
                new ApplicationContextRunner()
                        .withUserConfiguration(PolicyWiring.class)
                        .withBean(Clock.class, Clock::systemUTC)
                        .withPropertyValues(
                                "menshen.policy.bundle=" + bundle,
                                "menshen.policy.verification-key="
                                        + SampleBundle.publicPem(keys, folder),
                                "menshen.policy.cache=" + folder.resolve("cache"));
    }

    private void put(Bundle bundle) throws IOException {
        Files.write(folder.resolve("menshen.tar.gz"), bundle.write().toArray());
    }

    @Test
    void the_application_starts_with_a_signed_bundle_and_without_meters() {
        application.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(Policies.class);
            assertThat(context.getBean(Policies.class).current().revision()).isPositive();
            assertThat(context.getBean(PolicyLoop.class).isRunning()).isTrue();
            assertThat(context).doesNotHaveBean(ServerEngine.class);
        });
    }

    @Test
    void revision_and_evaluations_are_measured() {
        application
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    var meters = context.getBean(MeterRegistry.class);
                    var snapshot = context.getBean(Policies.class).current();
                    snapshot.engine()
                            .evaluate(PolicyEngine.Entrypoint.DECISION, new byte[] {'{', '}'})
                            .block();

                    assertThat(meters.get("menshen.policy.revision").gauge().value())
                            .isEqualTo(snapshot.revision());
                    assertThat(
                                    meters.get("menshen.policy.evaluation")
                                            .tag("engine", "embedded")
                                            .tag("outcome", "answered")
                                            .timer()
                                            .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void the_application_does_not_start_without_a_valid_bundle() throws IOException {
        put(SampleBundle.compiled());

        application.run(context ->
                assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(BundleRefusedException.class)
                        .hasMessageContaining("it is not signed"));
    }

    @Test
    void with_the_server_engine_no_rules_are_compiled() {
        application
                .withPropertyValues(
                        "menshen.policy.engine=server",
                        "menshen.policy.server-url=http://127.0.0.1:1")
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(ServerEngine.class);
                    assertThat(context.getBean(Policies.class).current().catalog().fields())
                            .isNotEmpty();
                    var revision = context.getBean(Policies.class).current().revision();
                    assertThat(folder.resolve("cache").toFile().list())
                            .containsExactlyInAnyOrder(
                                    "accepted.json", "revision-" + revision + ".tar.gz");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "menshen.policy.engine=server",
                "menshen.policy.poll=1ms",
                "menshen.policy.instances=-1",
                "menshen.policy.server-limit=6s",
                "menshen.policy.remote.url=http://bundles.example/menshen.tar.gz",
                "menshen.policy.verification-key="
            })
    void a_setting_that_cannot_work_is_named(String setting) {
        var key = setting.substring(0, setting.indexOf('='));
        application
                .withPropertyValues(setting)
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining(
                                        key.replace("policy.engine", "policy.server-url")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://opa.example",
                "https://user@opa.example",
                "https://opa.example?x=1",
                "ftp://127.0.0.1",
                "opa",
                "http://127.0.0.1.example"
            })
    void a_server_that_cannot_be_trusted_is_refused(String url) {
        application
                .withPropertyValues(
                        "menshen.policy.engine=server", "menshen.policy.server-url=" + url)
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("menshen.policy.server-url"));
    }
}
