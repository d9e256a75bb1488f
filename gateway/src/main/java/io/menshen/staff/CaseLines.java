package io.menshen.staff;

import io.menshen.cases.ActView;
import io.menshen.cases.CaseView;
import io.menshen.cases.OfficerDesk;
import io.menshen.console.Language;
import io.menshen.console.Pages.Page;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Staff;
import io.menshen.staff.Desk.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cases as their pages show them. */
final class CaseLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** The parameters that narrow a list; the cursor is no narrowing. */
    private static final List<String> NARROWING = List.of("status", "kind", "owner", "overdue");

    /** One case in a list. */
    record Line(
            String id,
            String kind,
            String status,
            String owner,
            LocalDate deadline,
            long age,
            @Nullable Integer left,
            boolean overdue) {
        static Line of(CaseView view) {
            return new Line(
                    view.caseId().toString(),
                    view.kind(),
                    view.status(),
                    Optional.ofNullable(view.owner()).orElse(""),
                    view.deadline(),
                    view.ageDays(),
                    view.workingDaysLeft(),
                    view.overdue());
        }
    }

    /**
     * One act of a history.
     *
     * @param staff who did it; empty where the person did
     */
    record Done(String at, String act, String staff, String detail, boolean reason, String note) {}

    /** A word that may be chosen, with what it says; the same text where that stands elsewhere. */
    record Choice(String word, String label) {}

    /** Pages of all kinds, so that their templates are read. */
    List<Page> prepared() {
        var nobody = new UUID(0, 0);
        var none = Map.<String, String>of();
        var view =
                new CaseView(
                        nobody,
                        "access",
                        "phone",
                        "code",
                        Instant.EPOCH,
                        LocalDate.EPOCH,
                        "calendar",
                        "open",
                        null,
                        null,
                        1,
                        0,
                        1,
                        false);
        var whole = new OfficerDesk.Whole(view, null, List.of(), List.of());
        return List.of(
                new Page("cases", list(List.of(view), OfficerDesk.words(), none, "")),
                one(whole, List.of(), "", Language.EN, ""));
    }

    Page list(OfficerDesk.Page page, List<String> owners, Visit visit) {
        var words = OfficerDesk.words();
        var said =
                NARROWING.stream()
                        .collect(
                                Collectors.toMap(
                                        name -> name,
                                        name -> visit.request().queryParam(name).orElse("")));
        var content = list(page.items(), words, said, next(page, said));
        content.put("owners", owners);
        return new Page("cases", content);
    }

    private static Map<String, Object> list(
            List<CaseView> items, OfficerDesk.Words words, Map<String, String> said, String next) {
        return new HashMap<>(
                Map.of(
                        "owners", List.of(),
                        "items", items.stream().map(Line::of).toList(),
                        "kinds", words.kinds(),
                        "statuses", words.statuses(),
                        "said", said,
                        "narrowed", said.values().stream().anyMatch(one -> !one.isEmpty()),
                        "next", next));
    }

    private static String next(OfficerDesk.Page page, Map<String, String> said) {
        return Optional.ofNullable(page.next())
                .map(cursor -> narrowed(said) + pair("cursor", cursor))
                .orElse("");
    }

    private static String narrowed(Map<String, String> said) {
        return NARROWING.stream()
                .filter(name -> !said.getOrDefault(name, "").isEmpty())
                .map(name -> pair(name, said.getOrDefault(name, "")) + "&")
                .collect(Collectors.joining("", "?", ""));
    }

    private static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * A case.
     *
     * @param key tells a press of a button on this page from one on another
     */
    Page one(OfficerDesk.Whole whole, List<String> owners, String key, Visit visit) {
        var own = Optional.ofNullable(visit.caller().staff()).map(Staff::person).orElse("");
        return one(whole, owners, key, visit.language(), own);
    }

    private static Page one(
            OfficerDesk.Whole whole,
            List<String> owners,
            String key,
            Language language,
            String own) {
        var content = new HashMap<String, Object>();
        content.put("line", Line.of(whole.request()));
        content.put("opened", time(whole.request().openedAt()));
        content.put("view", whole.request());
        content.put("subject", Optional.ofNullable(whole.subject()).orElse(""));
        content.put("history", whole.history().stream().map(act -> done(act, language)).toList());
        content.put("verbs", whole.verbs());
        content.put("own", own.equals(whole.request().owner()));
        content.put("owners", owners);
        content.put("reasons", reasons(language));
        content.put("key", key);
        return new Page("case", content);
    }

    private static List<Choice> reasons(Language language) {
        return OfficerDesk.words().reasons().entrySet().stream()
                .map(entry -> new Choice(entry.getKey(), language.of(entry.getValue())))
                .toList();
    }

    private static Done done(ActView act, Language language) {
        var detail = Optional.ofNullable(act.detail()).orElse("");
        var reason = OfficerDesk.words().reasons().get(detail);
        return new Done(
                time(act.at()),
                act.act(),
                Optional.ofNullable(act.staff()).orElse(""),
                reason == null ? detail : language.of(reason),
                reason != null,
                Optional.ofNullable(act.note()).orElse(""));
    }

    private static String time(Instant at) {
        return ZonedDateTime.ofInstant(at, BusinessDay.ZONE).format(TIME);
    }
}
