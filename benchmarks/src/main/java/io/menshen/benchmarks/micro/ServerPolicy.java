package io.menshen.benchmarks.micro;

import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The gateway's policy module alone, with an OPA server as its engine. */
@EnableConfigurationProperties
@ComponentScan("io.menshen.policy")
class ServerPolicy {
    static ConfigurableApplicationContext start(SignedPolicy policy, int port) {
        var application = new SpringApplication(ServerPolicy.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(
                Map.of(
                        "menshen.policy.bundle",
                        policy.bundle().toString(),
                        "menshen.policy.verification-key",
                        policy.publicKey().toString(),
                        "menshen.policy.engine",
                        "server",
                        "menshen.policy.server-url",
                        "http://127.0.0.1:" + port,
                        "menshen.policy.server-limit",
                        "5s",
                        "spring.main.banner-mode",
                        "off"));
        return application.run();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
