package io.menshen.catalog.source;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Channel;
import io.menshen.catalog.Code;
import io.menshen.catalog.Purpose;

/** A QR code leads to a channel that serves its purpose, and to the notice that is current. */
final class CodeCheck {
    private final Catalog catalog;
    private final Report report;

    CodeCheck(Catalog catalog, Report report) {
        this.catalog = catalog;
        this.report = report;
    }

    void check(String id, Code code) {
        var path = "/codes/" + id;
        catalog.channel(code.channel())
                .ifPresentOrElse(
                        channel -> served(path + "/purpose", code, channel),
                        () -> unknown(path + "/channel", code.channel()));
        catalog.purpose(code.purpose())
                .ifPresent(purpose -> current(path + "/notice_version", code, purpose));
    }

    private void unknown(String path, String channel) {
        report.unknown(path, "channel", channel, catalog.channels().keySet());
    }

    private void served(String path, Code code, Channel channel) {
        if (channel.profile(code.purpose()).isEmpty()) {
            var what = "purpose of channel '" + code.channel() + "'";
            report.unknown(path, what, code.purpose(), channel.purposes().keySet());
        }
    }

    private void current(String path, Code code, Purpose purpose) {
        if (code.noticeVersion() != purpose.version()) {
            report.at(
                    path,
                    "it leads to notice %d, yet '%s' has %d: change it and print the code anew"
                            .formatted(code.noticeVersion(), code.purpose(), purpose.version()));
        }
    }
}
