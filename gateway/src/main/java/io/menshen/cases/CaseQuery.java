package io.menshen.cases;

import io.menshen.cases.CaseFilter.Place;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.web.Bodies;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The parameters of a list of cases. */
final class CaseQuery {
    static final Set<String> NAMES =
            Set.of("status", "kind", "owner", "due_before", "overdue", "cursor", "limit");

    private static final int MOST = 500;
    private static final int USUAL = 50;
    private static final String YES = "true";

    private CaseQuery() {}

    /**
     * What is wanted; all faults at once.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID}
     */
    static CaseFilter of(ServerRequest request, LocalDate today) {
        var faults = new ArrayList<Fault>();
        var status = word(request, "status", CaseStatus.class, faults);
        var kind = word(request, "kind", CaseKind.class, faults);
        var before = day(request, faults);
        var owner = owner(request, faults);
        var isOverdue = isOverdue(request, faults);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults).toException();
        }
        return new CaseFilter(
                status,
                kind,
                owner,
                isOverdue && today.isBefore(before) ? today : before,
                isOverdue,
                request.queryParam("cursor").map(CaseCursor::read).orElse(Place.FIRST),
                (int) Bodies.number(request, "limit", 1, MOST, USUAL));
    }

    private static <E extends Enum<E>> String word(
            ServerRequest request, String name, Class<E> type, List<Fault> faults) {
        var said = request.queryParam(name).orElse("");
        if (!said.isEmpty()) {
            CaseWords.read(type, said, "/" + name, faults);
        }
        return said;
    }

    private static String owner(ServerRequest request, List<Fault> faults) {
        var said = request.queryParam("owner").orElse("");
        if (said.codePoints().anyMatch(Character::isISOControl)) {
            faults.add(new Fault("/owner", "type", "Needed: an id of a member of staff."));
        }
        return said;
    }

    private static LocalDate day(ServerRequest request, List<Fault> faults) {
        try {
            return request.queryParam("due_before").map(CaseFilter::day).orElse(CaseFilter.EVER);
        } catch (DateTimeException _) {
            faults.add(
                    new Fault(
                            "/due_before",
                            "type",
                            "Needed: a day, YYYY-MM-DD, of the years 1 to 9999."));
            return CaseFilter.EVER;
        }
    }

    private static boolean isOverdue(ServerRequest request, List<Fault> faults) {
        var said = request.queryParam("overdue");
        if (said.isPresent() && !said.get().equals(YES) && !said.get().equals("false")) {
            faults.add(new Fault("/overdue", "type", "Needed: true or false."));
        }
        return said.filter(YES::equals).isPresent();
    }
}
