package io.menshen.cli;

import io.menshen.audit.AuditSearch;
import io.menshen.kernel.BusinessDay;
import java.time.Clock;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Decision requests that were really asked, from the audit; they hold no person. */
final class RecordedRequests {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Settings settings;

    RecordedRequests(Settings settings) {
        this.settings = settings;
    }

    /**
     * Those of the last days, of which today is one; each with today as its day.
     *
     * @return by a name that tells how often each was asked
     * @throws CannotException where the database does not answer
     */
    SortedMap<String, ObjectNode> ofLast(int days) {
        var today = BusinessDay.today(Clock.systemUTC());
        var asked =
                Answer.ofAudit(
                        settings.patientStorage(),
                        database -> AuditSearch.on(database).requests(today.minusDays(days - 1L)));
        var requests = new TreeMap<String, ObjectNode>();
        for (var one : asked) {
            if (JSON.readTree(one.body()) instanceof ObjectNode request) {
                if (request.path("context") instanceof ObjectNode context) {
                    context.put("day", today.toString());
                }
                requests.put(named(request, aDay(one.uses(), days), requests.size() + 1), request);
            }
        }
        return requests;
    }

    /** On average, rounded up: what was asked at all is not asked 0 times. */
    private static long aDay(long uses, int days) {
        return Math.ceilDiv(uses, days);
    }

    private static String named(ObjectNode request, long aDay, int number) {
        return String.format(
                Locale.ROOT,
                "recorded %d, %,d a day: %s %s %s",
                number,
                aDay,
                request.path("caller").path("consumer").asString(""),
                request.path("operation").asString(""),
                request.path("purpose").asString(""));
    }
}
