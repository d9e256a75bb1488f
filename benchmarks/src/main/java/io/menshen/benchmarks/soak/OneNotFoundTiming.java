package io.menshen.benchmarks.soak;

import io.menshen.benchmarks.load.Requests;
import io.menshen.standalone.people.TestPeople;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * By identifier, nobody, two people, a frozen one and an erased one are one 404: asked in a mixed
 * order over one connection, their times do not tell them apart.
 */
final class OneNotFoundTiming implements Trial {
    private static final String CONSUMER = "delivery";
    private static final String PURPOSE = "order_fulfil";
    private static final String UNKNOWN = "unknown";

    /** How far from a toss of a coin one look at two times may be. */
    private static final double MOST = 0.05;

    @Override
    public String name() {
        return "timing";
    }

    @Override
    public Verdict run(Ground ground, Extent extent) throws Exception {
        var deployment = ground.deployment();
        deployment.takeTestPeopleIn();
        var mobiles = new LinkedHashMap<String, String>();
        mobiles.put(UNKNOWN, "");
        mobiles.put("two people", TestPeople.SAME_MOBILE_FIRST.mobile());
        mobiles.put("frozen", TestPeople.FROZEN_RECORD.mobile());
        mobiles.put("erased", TestPeople.ERASED_RECORD.mobile());
        var bearer = deployment.supervisor().issuer().mint(CONSUMER, null);
        try (var wire = new OneWire(ground.port())) {
            asked(wire, bearer, mobiles, Math.max(20, extent.asked() / 10));
            return judged(asked(wire, bearer, mobiles, extent.asked()));
        }
    }

    /** The times of each kind, in nanoseconds. */
    private static Map<String, List<Long>> asked(
            OneWire wire, String bearer, Map<String, String> mobiles, int times)
            throws IOException {
        var order = new ArrayList<String>();
        mobiles.keySet().forEach(kind -> order.addAll(Collections.nCopies(times, kind)));
        var random = new Random(times);
        Collections.shuffle(order, random);
        var took = new LinkedHashMap<String, List<Long>>();
        mobiles.keySet().forEach(kind -> took.put(kind, new ArrayList<>()));
        for (var kind : order) {
            var known = String.valueOf(mobiles.get(kind));
            var mobile = known.isEmpty() ? "143%08d".formatted(random.nextInt(99_999_999)) : known;
            took.getOrDefault(kind, new ArrayList<>()).add(wire.ask(request(bearer, mobile), 404));
        }
        return took;
    }

    private static byte[] request(String bearer, String mobile) {
        var body =
                "{\"purpose\":\"%s\",\"subject\":{\"mobile\":\"%s\"}}".formatted(PURPOSE, mobile);
        var headers = "Authorization: Bearer " + bearer + "\r\n";
        return Requests.post("/v1/disclosures", "application/json", headers, body);
    }

    private static Verdict judged(Map<String, List<Long>> took) {
        var figures = new ArrayList<String>();
        var unknown = took.getOrDefault(UNKNOWN, List.of());
        var farthest = 0.0;
        for (var kind : took.entrySet()) {
            var odds = Odds.of(unknown, kind.getValue());
            farthest = Math.max(farthest, Math.abs(odds - 0.5));
            figures.add(
                    "%-10s %,d answers, median %.0f µs; slower than one of nobody in %.1f of 100 looks"
                            .formatted(
                                    kind.getKey(),
                                    kind.getValue().size(),
                                    Odds.median(kind.getValue()) / 1e3,
                                    100 * odds));
        }
        figures.add(
                "farthest from 50: %.1f, at most %.1f allowed"
                        .formatted(100 * farthest, 100 * MOST));
        return new Verdict(farthest <= MOST, figures);
    }
}
