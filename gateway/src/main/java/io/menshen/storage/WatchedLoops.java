package io.menshen.storage;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import reactor.netty.resources.LoopResources;

/**
 * The same event loops, every connection on which has its {@link AnswerLimit}: the driver lets
 * nobody else reach its connections.
 *
 * @param loops not disposed of with these
 */
record WatchedLoops(LoopResources loops, Duration limit) implements LoopResources {
    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        var channel = loops.onChannel(type, group);
        channel.pipeline().addLast(new AnswerLimit(limit));
        return channel;
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(
            Class<C> type, EventLoopGroup group) {
        return loops.onChannelClass(type, group);
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return loops.onClient(useNative);
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loops.onServer(useNative);
    }

    @Override
    public EventLoopGroup onServerSelect(boolean useNative) {
        return loops.onServerSelect(useNative);
    }

    @Override
    public boolean daemon() {
        return loops.daemon();
    }
}
