package io.menshen.storage;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection to the database on which nothing came for some time after something was sent,
 * so that all who wait for it fail and a new one is made. TCP itself does so only after minutes,
 * and never where something between still acknowledges what the server no longer reads.
 */
final class AnswerLimit extends ChannelDuplexHandler {
    private static final int LOOKS = 10;

    private final Duration limit;
    private boolean waits;
    private long since;
    private @Nullable Future<?> looks;

    /** On a connection whose answers begin within that time. */
    AnswerLimit(Duration limit) {
        this.limit = limit;
    }

    /** One timer a connection, since one a statement would cost more than many statements do. */
    @Override
    public void channelActive(ChannelHandlerContext context) {
        var pause = limit.toMillis() / LOOKS;
        looks =
                context.executor()
                        .scheduleWithFixedDelay(
                                () -> look(context), pause, pause, TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    private void look(ChannelHandlerContext context) {
        if (waits && System.nanoTime() - since > limit.toNanos()) {
            var _ = context.close();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object sent, ChannelPromise promise) {
        if (!waits) {
            waits = true;
            since = System.nanoTime();
        }
        var _ = context.write(sent, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object came) {
        waits = false;
        context.fireChannelRead(came);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (looks != null) {
            looks.cancel(false);
        }
        context.fireChannelInactive();
    }
}
