package io.menshen.standalone.demo;

import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.policy.BuiltBundle;
import io.menshen.standalone.policy.ReasonBook;
import io.menshen.standalone.process.GatewayProcess;
import io.menshen.standalone.supervisor.Supervisor;
import io.menshen.standalone.terminal.Terminal;
import io.menshen.standalone.terminal.Tone;
import java.io.IOException;
import java.util.List;

/** The nine steps, one after the other. */
public final class Demo {
    private static final int WIDTH = 110;
    private static final List<Step> STEPS =
            List.of(
                    new FiveConsumers(),
                    new TokensDiffer(),
                    new CollectedByChannel(),
                    new WithdrawalCounts(),
                    new ManyReads(),
                    new ErasedWithReceipt(),
                    new AuditVerified(),
                    new OneByteChanged(),
                    new NothingInClear());

    private final Terminal terminal;

    /** The demonstration, shown there. */
    public Demo(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Walks through all steps.
     *
     * @return whether every one was as expected
     */
    public boolean run(Supervisor supervisor, GatewayProcess gateway) {
        return run(new OwnInstallation(supervisor, gateway));
    }

    /**
     * Walks through all steps on any installation.
     *
     * @return whether every one was as expected
     */
    public boolean run(Installation installation) {
        var begun = System.nanoTime();
        var asExpected = 0;
        try (var stage = Stage.of(installation, new ReasonBook(BuiltBundle.read()), terminal)) {
            for (var i = 0; i < STEPS.size(); i++) {
                asExpected += shown(i, STEPS.get(i), stage).isAsExpected() ? 1 : 0;
            }
        } catch (IOException e) {
            throw new StandaloneException("the demonstration cannot begin: " + e.getMessage(), e);
        }
        return concluded(asExpected, (System.nanoTime() - begun) / 1_000_000_000);
    }

    private Outcome shown(int number, Step step, Stage stage) {
        terminal.heading("%d/%d  %s".formatted(number + 1, STEPS.size(), step.title()), "", WIDTH);
        var outcome = outcome(step, stage);
        if (outcome.isAsExpected()) {
            terminal.line("     ok  " + outcome.found(), Tone.GOOD);
        } else {
            terminal.line(
                    "     NOT AS EXPECTED  expected: %s; found: %s"
                            .formatted(outcome.expected(), outcome.found()),
                    Tone.BAD);
        }
        return outcome;
    }

    private static Outcome outcome(Step step, Stage stage) {
        try {
            return step.run(stage);
        } catch (IOException | RuntimeException e) {
            return new Outcome("an answer", e.toString());
        }
    }

    private boolean concluded(int asExpected, long seconds) {
        if (asExpected == STEPS.size()) {
            terminal.line(
                    "All %d as expected, %d s.  Next: ./menshen up"
                            .formatted(STEPS.size(), seconds),
                    Tone.STRONG);
            return true;
        }
        terminal.line(
                "%d of %d as expected, %d s.  Next: read the logs in the data folder with ./menshen demo --keep"
                        .formatted(asExpected, STEPS.size(), seconds),
                Tone.BAD);
        return false;
    }
}
