package io.menshen.standalone.intake;

import io.menshen.Gateway;
import io.menshen.journal.ReplayGate;
import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.people.PersonSink;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import reactor.core.publisher.Flux;

/** Starts the gateway's modules in this process, without a door, to take people in. */
public final class GatewayIntake implements PersonSink.Provider {
    @Override
    public PersonSink open(Path configuration) {
        var application = new SpringApplication(Gateway.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        var settings =
                new String[] {
                    "--spring.config.additional-location=file:" + configuration,
                    "--spring.main.banner-mode=off"
                };
        try {
            var gateway = application.run(settings);
            awaitReplay(gateway.getBean(ReplayGate.class));
            return new IntakeSink(gateway);
        } catch (RuntimeException e) {
            throw new StandaloneException("the gateway's modules do not start: " + cause(e), e);
        }
    }

    /** Nobody is taken in before the journal was replayed. */
    private static void awaitReplay(ReplayGate gate) {
        Flux.interval(Duration.ofMillis(50))
                .takeUntil(tick -> gate.isOpen())
                .blockLast(IntakeSink.PATIENCE);
    }

    /** What went wrong in the first place; the rest is the way from there. */
    private static String cause(Throwable thrown) {
        var first = thrown;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage());
    }
}
