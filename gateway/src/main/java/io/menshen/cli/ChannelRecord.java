package io.menshen.cli;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Channel;
import io.menshen.catalog.Label;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each channel takes in, for what, and why it cannot do without (T/CCAGM 002 4.1.3-a). */
record ChannelRecord(Catalog catalog) {
    /** A table: a row a channel and purpose; a channel that takes in nobody has one row. */
    Stream<String> markdown() {
        var head =
                Stream.of(
                        "",
                        "| 渠道 channel | 条款 clause | 负责人 owner | 同意时点 consent moment | 核验 verification | 目的 purpose | 必填及用途 required, and what for | 选填 optional |",
                        "|---|---|---|---|---|---|---|---|");
        var rows =
                catalog.channels().entrySet().stream()
                        .flatMap(one -> rows(one.getKey(), one.getValue()));
        return Stream.concat(head, rows);
    }

    private static Stream<String> rows(String id, Channel channel) {
        var of =
                "| %s `%s` | %s | %s | %s | %s |"
                        .formatted(
                                both(channel.label()),
                                id,
                                channel.clause(),
                                channel.owner(),
                                both(channel.consentMoment()),
                                channel.verification().name().toLowerCase(Locale.ROOT));
        return channel.purposes().isEmpty()
                ? Stream.of(of + " – | – | – |")
                : channel.purposes().entrySet().stream()
                        .map(one -> of + profile(one.getKey(), one.getValue()));
    }

    private static String profile(String purpose, Channel.Profile profile) {
        return " %s | %s | %s |"
                .formatted(
                        purpose,
                        profile.required().entrySet().stream()
                                .map(ChannelRecord::need)
                                .collect(Collectors.joining("<br>")),
                        String.join(", ", profile.optional()));
    }

    private static String need(Map.Entry<String, Channel.Need> need) {
        return need.getKey() + ": " + both(need.getValue().neededFor());
    }

    private static String both(Label label) {
        return label.zh() + " " + label.en();
    }
}
