package io.menshen.disclosure;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.access.Uses;
import io.menshen.quota.MatchAttempts;
import io.menshen.tokens.FormatTokens;
import io.menshen.tokens.ScopedTokens;
import io.menshen.vault.Vault;
import io.menshen.web.Batches;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class DisclosureWiring {
    @Bean
    OwnData ownData(
            Access access, Vault vault, ScopedTokens tokens, Records records, Alarms alarms) {
        return new OwnData(access, vault, tokens, records, alarms);
    }

    @Bean
    DoorRoutes disclosureRoutes(
            Uses uses,
            Access access,
            Vault vault,
            ScopedTokens tokens,
            MatchAttempts attempts,
            FormatTokens formats,
            Refusals refusals,
            Records records,
            Alarms alarms,
            Bodies bodies,
            Batches batches,
            Tickets tickets) {
        var formatting = new Formatting(formats);
        var disclosures =
                new Disclosures(uses, access, vault, tokens, attempts, records, alarms, formatting);
        var fields = new FieldTokens(access, tokens, formats, refusals, alarms);
        var resolutions =
                new Resolutions(
                        uses,
                        new TokenResolution(fields, vault, tokens, records, alarms),
                        new TokenExchange(
                                access, fields, vault, tokens, formatting, records, alarms));
        var retrieving = new Retrieving(tickets, uses, tokens);
        return new DisclosureRoutes(disclosures, resolutions, bodies, batches, retrieving).routes();
    }
}
