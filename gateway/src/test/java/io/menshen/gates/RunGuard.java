package io.menshen.gates;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test, the class or the run in which a guard found something. JUnit finds it by itself
 * (META-INF/services), so that no test can forget it.
 */
public final class RunGuard implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final int ENOUGH_TO_SAMPLE = 1_000;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunGuard.class))
                .computeIfAbsent(EndOfRun.class, key -> new EndOfRun(), EndOfRun.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        refuse("this test");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        refuse("this class");
    }

    private static void refuse(String where) {
        assertThat(Evidence.take()).as("what the guards saw in %s", where).isEmpty();
    }

    /** Netty reports a leak only when a later buffer is made after a collection. */
    private record EndOfRun() implements AutoCloseable {
        @Override
        public void close() {
            System.gc();
            for (var i = 0; i < ENOUGH_TO_SAMPLE; i++) {
                ByteBufAllocator.DEFAULT.buffer(1).release();
            }
            refuse("the run as a whole");
        }
    }
}
