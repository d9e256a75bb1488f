package io.menshen.inspection;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Records;
import io.menshen.access.Uses;
import io.menshen.audit.AuditSearch;
import io.menshen.audit.CheckpointLog;
import io.menshen.decision.DecisionPoints;
import io.menshen.tokens.ScopedTokens;
import io.menshen.vault.Vault;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class InspectionWiring {
    @Bean
    DoorRoutes inspectionRoutes(
            Uses uses,
            Access access,
            Vault vault,
            ScopedTokens tokens,
            Records records,
            Alarms alarms,
            DecisionPoints decisions,
            CheckpointLog checkpoints,
            AuditSearch search,
            Bodies bodies) {
        var issue = new TokenIssue(uses, access, vault, tokens, records, alarms);
        var auditing = new Auditing(uses, access);
        var explaining = new Explaining(uses, access, auditing, decisions, records);
        var view = new CheckpointView(auditing, checkpoints, records);
        var searching = new Searching(auditing, access, search, records);
        var audit = new AuditRoutes(view, searching, bodies);
        return new InspectionRoutes(uses, issue, explaining, audit, bodies).routes();
    }
}
