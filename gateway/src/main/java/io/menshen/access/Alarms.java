package io.menshen.access;

import io.menshen.kernel.Metric;
import io.menshen.keys.IntegrityException;
import io.menshen.telemetry.LogForm;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Says that something was changed behind the gateway's back; it is withheld all the same. */
public final class Alarms {
    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private final MeterRegistry meters;

    /** Each counter stands at 0 from the start: of one that appears at 1 no increase is seen. */
    Alarms(MeterRegistry meters) {
        this.meters = meters;
        Metric.INTEGRITY_ALARM.tags().getFirst().values().forEach(this::counter);
    }

    /**
     * Raises an alarm.
     *
     * @param where the schema, such as {@code subject}
     * @param changed its message names the kind of row and nothing of the person
     */
    public void raise(String where, IntegrityException changed) {
        say(LOG.atError(), where, changed);
    }

    /** The same in the midst of a use, whose trace and decision its line names. */
    public void raise(Use use, String where, IntegrityException changed) {
        var line =
                LOG.atError()
                        .addKeyValue(LogForm.TRACE, use.traceId())
                        .addKeyValue(LogForm.DECISION, use.decisionId());
        say(line, where, changed);
    }

    private void say(LoggingEventBuilder line, String where, IntegrityException changed) {
        line.log("ALARM {}: {}", where, changed.getMessage());
        counter(where).increment();
    }

    private Counter counter(String where) {
        return Meters.counter(meters, Metric.INTEGRITY_ALARM, where);
    }
}
