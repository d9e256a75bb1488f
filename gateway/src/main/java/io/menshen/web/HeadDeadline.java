package io.menshen.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServerState;

/**
 * Closes a connection on which the head of a request dribbles: idle and read limits start again
 * with each byte. On HTTP/2 it watches up to the first request; later ones are bounded by streams.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
    private static final String NAME = "menshen.head";

    private final Duration limit;
    private @Nullable Future<?> running;
    private boolean inRequest;

    HeadDeadline(Duration limit) {
        this.limit = limit;
    }

    String name() {
        return NAME;
    }

    /** To be told of every state of the connections; this is how it learns of a whole head. */
    static void changed(Connection connection, ConnectionObserver.State state) {
        var channel = connection.channel();
        var parent = channel.parent();
        var streams = parent != null && !(parent instanceof ServerChannel);
        var pipeline = streams ? parent.pipeline() : channel.pipeline();
        if (!(pipeline.get(NAME) instanceof HeadDeadline watched)) {
            return;
        }
        if (state.equals(HttpServerState.REQUEST_RECEIVED)) {
            watched.stop();
            watched.inRequest = true;
            if (streams) {
                pipeline.remove(watched);
            }
        } else if (state.equals(ConnectionObserver.State.DISCONNECTING)) {
            watched.inRequest = false;
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        begin(context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!inRequest) {
            begin(context);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    private void begin(ChannelHandlerContext context) {
        if (running == null) {
            running =
                    context.executor()
                            .schedule(
                                    () -> close(context), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void close(ChannelHandlerContext context) {
        context.channel().close().addListener(_ -> stop());
    }

    private void stop() {
        var deadline = running;
        if (deadline != null) {
            deadline.cancel(false);
            running = null;
        }
    }
}
