package io.menshen.gates;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;
import reactor.blockhound.BlockingOperationError;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * A call that blocks a thread which must not is an error there, and evidence besides: a chain that
 * turns errors into refusals would hide it. Beside the integrations that BlockHound has for Reactor
 * and Netty there are five allowances. The kernel's random numbers never wait once the machine is
 * up, though the JDK reads them as a file, and nonces of seals are drawn on event loops. Lettuce
 * counts the writers of a connection under a lock of some instructions; an error thrown there
 * leaves its count wrong, and the next writer spins for ever. Netty's allocator gives a piece of
 * memory back under a lock of some instructions, for which others come at the same time only under
 * a load of hundreds of connections. And Vert.x, while it ends, stops its worker threads from its
 * own loop, which serves nothing any more; a worker that goes at that moment holds their pool's
 * lock. A circuit that is open and may be tried again becomes half open under a lock of some
 * instructions (Resilience4j 2.4), at which questions to the OPA server meet that come at that
 * moment.
 */
public final class BlockingRules implements BlockHoundIntegration {
    private static final int CALLERS = 14;

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "incrementWriters")
                .allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "doExclusive")
                .allowBlockingCallsInside(
                        "io.netty.buffer.AdaptivePoolingAllocator$Magazine", "free")
                .allowBlockingCallsInside("io.vertx.core.internal.WorkerPool", "close")
                .allowBlockingCallsInside(
                        "io.github.resilience4j.circuitbreaker.internal.CircuitBreakerStateMachine$OpenState",
                        "toHalfOpenState")
                .blockingMethodCallback(BlockingRules::refuse);
    }

    private static void refuse(BlockingMethod method) {
        var error = new BlockingOperationError(method);
        Evidence.add("%s, by %s".formatted(error.getMessage(), callers(error)));
        throw error;
    }

    /** The code that blocked, innermost first; names of methods only. */
    private static String callers(BlockingOperationError error) {
        return Stream.of(error.getStackTrace())
                .limit(CALLERS)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .collect(Collectors.joining(" < "));
    }
}
