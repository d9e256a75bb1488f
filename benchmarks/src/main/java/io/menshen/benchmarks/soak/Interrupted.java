package io.menshen.benchmarks.soak;

import io.menshen.benchmarks.parts.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A part is killed again and again while people are taken in and read: nothing acknowledged is
 * lost.
 */
final class Interrupted implements Trial {
    private static final int WRITERS = 6;
    private static final int BETWEEN = 30;

    private final String name;
    private final String what;
    private final Killing killing;

    /** Kills a part and starts it again. */
    private interface Killing {
        void once(Deployment deployment) throws Exception;

        int times(Extent extent);
    }

    private Interrupted(String name, String what, Killing killing) {
        this.name = name;
        this.what = what;
        this.killing = killing;
    }

    /** kill -9 of the gateway. */
    static Interrupted gateway() {
        return new Interrupted(
                "kill",
                "kill -9 of the gateway",
                new Killing() {
                    @Override
                    public void once(Deployment deployment) throws Exception {
                        deployment.killGateway();
                        deployment.startGateway();
                    }

                    @Override
                    public int times(Extent extent) {
                        return extent.kills();
                    }
                });
    }

    /** The database ends at once, without a checkpoint, and starts again. */
    static Interrupted database() {
        return new Interrupted(
                "database",
                "immediate restarts of the database",
                new Killing() {
                    @Override
                    public void once(Deployment deployment) throws Exception {
                        deployment.restartDatabase();
                    }

                    @Override
                    public int times(Extent extent) {
                        return extent.restarts();
                    }
                });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Verdict run(Ground ground, Extent extent) throws Exception {
        var deployment = ground.deployment();
        try (var writers = Writers.start(deployment, WRITERS)) {
            var back = new ArrayList<Long>();
            for (var i = 0; i < killing.times(extent); i++) {
                writers.await(BETWEEN);
                var begun = System.nanoTime();
                killing.once(deployment);
                writers.await(1);
                back.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            }
            writers.await(BETWEEN);
            writers.end();
            return judged(writers, AuditHolds.of(deployment).findings(), back);
        }
    }

    private Verdict judged(Writers writers, List<?> findings, List<Long> back) throws Exception {
        var people = writers.lostPeople();
        var records = writers.lostRecords();
        return Verdict.of(
                people == 0 && records == 0 && findings.isEmpty(),
                "%d × %s; from there to the next acknowledged intake at most %,d ms"
                        .formatted(back.size(), what, back.stream().reduce(0L, Math::max)),
                "%,d people acknowledged, %,d lost; %,d answers acknowledged, %,d without a record"
                        .formatted(writers.people(), people, writers.answers(), records),
                "the audit verifies: " + (findings.isEmpty() ? "yes" : findings));
    }
}
