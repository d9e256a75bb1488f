package io.menshen.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs orders one after the other, on one event loop, so as to leave the cores to the server. */
public final class Connections implements AutoCloseable {
    private static final int GRACE_SECONDS = 30;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    /**
     * Asks until the time is over and every answer is in.
     *
     * @throws IOException where the requests cannot be read, or answers are still out half a minute
     *     after the end
     */
    public Tally run(Order order) throws IOException, InterruptedException {
        List<ByteBuf> requests =
                Requests.read(Path.of(order.requests())).stream()
                        .map(Unpooled::wrappedBuffer)
                        .toList();
        var counted = new Counted(order.millis());
        var open = new CountDownLatch(order.connections());
        for (var i = 0; i < order.connections(); i++) {
            var first = i * requests.size() / order.connections();
            new Going(order, counted, requests, open).goesOn(first);
        }
        if (!open.await(order.millis() / 1_000 + GRACE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("an answer is still out after " + GRACE_SECONDS + " s");
        }
        return loop.submit(counted::tally).syncUninterruptibly().getNow();
    }

    /** Connections that follow each other. */
    private final class Going implements Asking.Lane {
        private final Order order;
        private final Counted counted;
        private final List<ByteBuf> requests;
        private final CountDownLatch open;

        Going(Order order, Counted counted, List<ByteBuf> requests, CountDownLatch open) {
            this.order = order;
            this.counted = counted;
            this.requests = requests;
            this.open = open;
        }

        @Override
        public void ended() {
            open.countDown();
        }

        @Override
        public void goesOn(int next) {
            connect(order.port(), new Asking(counted, requests, next, order.ending(), this))
                    .addListener(connected -> {
                        if (!connected.isSuccess()) {
                            counted.failed();
                            ended();
                        }
                    });
        }
    }

    private ChannelFuture connect(int port, Asking asking) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline().addLast(new HttpResponseDecoder(), asking);
                            }
                        })
                .connect(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() {
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
