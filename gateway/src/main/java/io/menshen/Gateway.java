package io.menshen;

import io.menshen.telemetry.LogForm;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The gateway: the root of its modules, each folder below is one, and its way to start. */
@SpringBootApplication
public class Gateway {
    /** Starts the gateway; its configuration says where everything is. */
    public static void main(String[] args) {
        var application = new SpringApplication(Gateway.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setKeepAlive(true);
        application.setDefaultProperties(LogForm.settings());
        application.run(args);
        SpringApplication.getShutdownHandlers().add(Gateway::ended);
    }

    /**
     * Runs when all is closed. Who was asked to end and did so has not failed: without this the
     * process would tell the number of the signal. A start that fails does not come here.
     */
    private static void ended() {
        Runtime.getRuntime().halt(0);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
