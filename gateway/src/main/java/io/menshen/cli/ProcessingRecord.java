package io.menshen.cli;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Label;
import io.menshen.catalog.Purpose;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is processed for what, and who answers for it (T/CCAGM 002 5.2), by the registries. */
record ProcessingRecord(Catalog catalog) {
    /**
     * One purpose.
     *
     * @param state {@code on} or {@code off}
     * @param recipients the consumers that may ask for it
     * @param days how long its data is kept
     * @param channels those that take something in for it
     */
    record Entry(
            String purpose,
            Label label,
            String state,
            String basis,
            List<String> fields,
            List<String> recipients,
            int days,
            String owner,
            List<String> channels,
            String assessment) {}

    /** All purposes, in the order of the registry. */
    List<Entry> entries() {
        return catalog.purposes().entrySet().stream()
                .map(one -> entry(one.getKey(), one.getValue()))
                .toList();
    }

    private Entry entry(String name, Purpose purpose) {
        return new Entry(
                name,
                purpose.label(),
                purpose.enabled() ? "on" : "off",
                basis(purpose),
                List.copyOf(purpose.fields().keySet()),
                List.copyOf(catalog.recipients(name).keySet()),
                purpose.retentionDays(),
                purpose.owner(),
                names(catalog.channels(), channel -> channel.profile(name).isPresent()),
                purpose.assessment());
    }

    private static String basis(Purpose purpose) {
        var word = purpose.basis().name().toLowerCase(Locale.ROOT);
        return purpose.parent() == null ? word : word + " " + purpose.parent();
    }

    private static <T> List<String> names(Map<String, T> registry, Predicate<T> wanted) {
        return registry.entrySet().stream()
                .filter(one -> wanted.test(one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A table of the purposes, and one of the channels with what each takes in. */
    Stream<String> markdown() {
        var head =
                Stream.of(
                        "# 处理活动记录 Record of processing",
                        "",
                        "T/CCAGM 002-2021, 5.2 · "
                                + catalog.deployment().name()
                                + " · "
                                + catalog.deployment().owner()
                                + " · policy "
                                + catalog.revision(),
                        "",
                        "| 目的 purpose | 依据 basis | 字段 fields | 接收方 recipients | 保存天数 days | 负责人 owner | 渠道 channels | 评估 assessment |",
                        "|---|---|---|---|---|---|---|---|");
        var purposes = entries().stream().map(ProcessingRecord::row);
        return Stream.of(head, purposes, new ChannelRecord(catalog).markdown()).flatMap(s -> s);
    }

    private static String row(Entry one) {
        return "| %s %s `%s`%s | %s | %s | %s | %d | %s | %s | %s |"
                .formatted(
                        one.label().zh(),
                        one.label().en(),
                        one.purpose(),
                        one.state().equals("off") ? " (off)" : "",
                        one.basis(),
                        String.join(", ", one.fields()),
                        String.join(", ", one.recipients()),
                        one.days(),
                        one.owner(),
                        String.join(", ", one.channels()),
                        one.assessment());
    }

    /** A line a purpose; names within a cell stand apart by spaces. */
    Stream<String> csv() {
        var head =
                "purpose,label_zh,label_en,state,basis,fields,recipients,retention_days,owner,channels,assessment";
        return Stream.concat(Stream.of(head), entries().stream().map(ProcessingRecord::line));
    }

    private static String line(Entry one) {
        return Stream.of(
                        one.purpose(),
                        one.label().zh(),
                        one.label().en(),
                        one.state(),
                        one.basis(),
                        String.join(" ", one.fields()),
                        String.join(" ", one.recipients()),
                        Integer.toString(one.days()),
                        one.owner(),
                        String.join(" ", one.channels()),
                        one.assessment())
                .map(ProcessingRecord::cell)
                .collect(Collectors.joining(","));
    }

    /** What would begin a formula in a spreadsheet is text there. */
    static String cell(String text) {
        var safe = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
