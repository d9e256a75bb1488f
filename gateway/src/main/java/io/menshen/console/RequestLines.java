package io.menshen.console;

import io.menshen.cases.OwnCase;
import io.menshen.cases.OwnCases;
import io.menshen.console.Pages.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A person's requests as their pages tell them. */
final class RequestLines {
    private final Language language;
    private final String contact;

    RequestLines(Language language, String contact) {
        this.language = language;
        this.contact = contact;
    }

    /** The page with nothing on it, to be read ahead. */
    static Page empty() {
        return page(List.of(), "");
    }

    /** A page of a request that nobody made, to be read ahead. */
    static Page opened() {
        return page("", LocalDate.EPOCH, "explain", "fresh");
    }

    Page all(List<OwnCase> requests) {
        return page(requests.stream().map(this::line).toList(), contact);
    }

    Page opened(OwnCases.Opened opened) {
        var request = opened.request();
        var id = request.id().toString();
        return page(id, request.deadline(), request.kind(), opened.fresh() ? "fresh" : "before");
    }

    private static Page page(List<Map<String, Object>> requests, String contact) {
        return new Page(
                "myrequests",
                Map.of("requests", requests, "kinds", OwnCases.kinds(), "contact", contact));
    }

    private static Page page(String id, LocalDate deadline, String kind, String how) {
        return new Page(
                "requested",
                Map.of("id", id, "deadline", deadline.toString(), "kind", kind, "how", how));
    }

    private Map<String, Object> line(OwnCase request) {
        return Map.of(
                "id", request.id().toString(),
                "kind", request.kind(),
                "opened", request.opened().toString(),
                "deadline", request.deadline().toString(),
                "status", request.status(),
                "why", request.why().map(why -> language.of(why.words())).orElse(""),
                "clause", request.why().map(OwnCase.Why::clause).orElse(""),
                "back", request.mayTakeBack());
    }
}
