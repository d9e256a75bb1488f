package io.menshen.console;

import io.menshen.access.Access;
import io.menshen.access.Records;
import io.menshen.access.Uses;
import io.menshen.connectors.http.SigningBytes;
import io.menshen.disclosure.OwnData;
import io.menshen.intake.Corrections;
import io.menshen.rights.OwnRights;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.DoorRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the pages about a person's account. */
@Configuration(proxyBeanMethods = false)
class AccountWiring {
    @Bean
    OwnAccount ownAccount(
            Uses uses,
            OwnData data,
            Corrections corrections,
            OwnRights rights,
            ScopedTokens tokens) {
        return new OwnAccount(uses, data, corrections, rights, tokens);
    }

    @Bean
    Handover handover(
            Uses uses,
            Access access,
            ScopedTokens tokens,
            Records records,
            ConsoleProperties properties,
            Clock clock) {
        var target = target(properties.account());
        return new Handover(uses, access, tokens, records, target, clock);
    }

    private static Handover.@Nullable Target target(ConsoleProperties.Account account) {
        var address = account.address();
        return address == null
                ? null
                : new Handover.Target(
                        address,
                        Objects.requireNonNull(account.consumer()),
                        key(Objects.requireNonNull(account.keyFile())));
    }

    private static SigningBytes key(Path file) {
        try {
            return new SigningBytes(Files.readAllBytes(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "menshen.console.account.key-file is "
                            + file
                            + "; a file of 32 bytes or more is needed that this account may read",
                    e);
        }
    }

    @Bean
    DoorRoutes accountPages(Uses uses, OwnAccount account, Handover handover, Visits visits) {
        return new AccountPages(uses, account, handover, visits).routes();
    }

    @Bean
    DoorRoutes endingPages(Uses uses, OwnAccount account, OwnChoices choices, Visits visits) {
        return new EndingPages(uses, account, choices, visits).routes();
    }
}
