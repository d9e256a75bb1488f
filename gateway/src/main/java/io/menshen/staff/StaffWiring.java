package io.menshen.staff;

import io.menshen.access.Uses;
import io.menshen.cases.HoldDesk;
import io.menshen.cases.OfficerDesk;
import io.menshen.console.Pages;
import io.menshen.console.Porter;
import io.menshen.login.SealedTexts;
import io.menshen.login.Sessions;
import io.menshen.web.Bodies;
import io.menshen.web.CallerResolver;
import io.menshen.web.DoorRoutes;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The beans of this module, where a provider is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("menshen.staff.issuer")
@EnableConfigurationProperties(StaffProperties.class)
class StaffWiring {
    private static final String PRODUCTION = "production";

    @Bean
    Relying relying(StaffProperties properties, Environment environment) {
        if (environment.acceptsProfiles(Profiles.of(PRODUCTION))) {
            requireRemote(properties.issuer());
        }
        return Relying.of(properties);
    }

    /** A provider on the loopback lets in whoever is at this machine. */
    private static void requireRemote(@Nullable URI issuer) {
        if (issuer != null && StaffProperties.isLoopback(issuer)) {
            throw new IllegalArgumentException(
                    "menshen.staff.issuer is on loopback, and the profile "
                            + PRODUCTION
                            + " is on; name the retailer's own identity provider there, or switch the profile off");
        }
    }

    @Bean
    Provider openIdProvider(Relying relying) {
        return new Provider(relying, new ProviderHttp());
    }

    @Bean
    Duties duties(StaffProperties properties, Uses uses, CallerResolver callers) {
        return new Duties(properties, uses, callers);
    }

    @Bean
    StaffSessions staffSessions(SealedTexts texts, StaffProperties properties, Clock clock) {
        return new StaffSessions(texts, properties, clock);
    }

    @Bean
    Desk staffDesk(
            StaffSessions sessions, Duties duties, Sessions marks, Bodies bodies, Relying relying) {
        var porter = new Porter(marks, bodies, Desk.COOKIES, URI.create(relying.address()));
        return new Desk(sessions, duties, porter, new Pages("io/menshen/staff/"));
    }

    @Bean
    DoorRoutes staffLogin(
            Provider provider,
            Relying relying,
            SealedTexts texts,
            StaffSessions sessions,
            Duties duties,
            Desk desk) {
        return new LoginRoutes(provider, relying, texts, sessions, duties, desk).routes();
    }

    @Bean
    DoorRoutes staffHome(OfficerDesk cases, Uses uses, Desk desk) {
        return new HomePages(cases, uses, desk).routes();
    }

    @Bean
    DoorRoutes staffCases(OfficerDesk cases, SealedTexts texts, Desk desk) {
        return new CasePages(cases, texts, desk).routes();
    }

    @Bean
    DoorRoutes staffHolds(HoldDesk holds, SealedTexts texts, Desk desk) {
        return new HoldPages(holds, texts, desk).routes();
    }
}
