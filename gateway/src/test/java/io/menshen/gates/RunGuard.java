package io.menshen.gates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test, the class or the run in which a guard found something. JUnit finds it by itself
 * (META-INF/services), so that no test can forget it.
 */
public final class RunGuard
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunGuard.class))
                .computeIfAbsent(EndOfRun.class, key -> new EndOfRun(), EndOfRun.class);
    }

    /** What something that still ran did is not this test's. */
    @Override
    public void beforeEach(ExtensionContext context) {
        refuse("what ran before this test");
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

    /** Looks for leaks that were not reported yet. */
    private record EndOfRun() implements AutoCloseable {
        @Override
        public void close() {
            Leaks.look();
            refuse("the run as a whole");
        }
    }
}
