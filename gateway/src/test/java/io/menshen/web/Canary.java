package io.menshen.web;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Listens to every logger at a level, for values that must not be there. */
public final class Canary extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    /** What stands for a person's data in these tests. */
    static final String TEXT = "zhugehuimin13800000001";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    private Canary() {}

    /** Listens from now on. */
    public static Canary listen(Level level) {
        var canary = new Canary();
        canary.setContext(canary.root.getLoggerContext());
        canary.start();
        canary.root.setLevel(level);
        canary.root.addAppender(canary);
        return canary;
    }

    /** All that was logged. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The lines in which a planted value is. */
    List<String> sung() {
        return lines.stream().filter(line -> line.contains(TEXT)).toList();
    }

    @Override
    protected void append(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        var trace = thrown == null ? "" : ThrowableProxyUtil.asString(thrown);
        var pairs = event.getKeyValuePairs() == null ? "" : event.getKeyValuePairs();
        lines.add(
                event.getLoggerName()
                        + " "
                        + event.getFormattedMessage()
                        + " "
                        + pairs
                        + " "
                        + trace);
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(before);
        stop();
    }
}
