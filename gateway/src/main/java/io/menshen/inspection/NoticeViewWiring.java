package io.menshen.inspection;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.access.Uses;
import io.menshen.consent.Receipts;
import io.menshen.notice.NoticeArchive;
import io.menshen.notice.Notices;
import io.menshen.signing.SigningKey;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What shows notices and receipts. */
@Configuration(proxyBeanMethods = false)
class NoticeViewWiring {
    @Bean
    DoorRoutes noticeRoutes(
            Uses uses,
            Access access,
            Receipts receipts,
            Notices notices,
            NoticeArchive archive,
            SigningKey auditKey,
            ScopedTokens tokens,
            Records records,
            Refusals refusals,
            Alarms alarms,
            Bodies bodies) {
        var proof = new ReceiptProof(auditKey);
        var view = new NoticeView(uses, notices, archive, alarms);
        var receipt =
                new ReceiptView(
                        uses, access, receipts, archive, proof, tokens, records, refusals, alarms);
        return new NoticeRoutes(view, receipt, proof, bodies).routes();
    }
}
