package io.menshen.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** The process that asks more than can be served: a {@link Surge.Asked} in, a {@link Surge} out. */
public final class SurgeMain {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int GRACE_MILLIS = 2_000;

    private SurgeMain() {}

    /** Asks once. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var asked = JSON.readValue(arguments[0], Surge.Asked.class);
        var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            var loop = loops.next();
            var pacing = new Pacing(asked, Requests.read(Path.of(asked.requests())));
            for (var i = 0; i < asked.connections(); i++) {
                connect(loop, asked.port(), pacing);
            }
            var ticking = loop.scheduleAtFixedRate(pacing::tick, 0, 1, TimeUnit.MILLISECONDS);
            TimeUnit.MILLISECONDS.sleep(asked.warmUp() + asked.millis() + GRACE_MILLIS);
            ticking.cancel(false);
            var surge = loop.submit(pacing::surge).syncUninterruptibly().getNow();
            System.out.println(JSON.writeValueAsString(surge));
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private static void connect(EventLoop loop, int port, Pacing pacing)
            throws InterruptedException {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline()
                                        .addLast(new HttpResponseDecoder(), pacing.another());
                            }
                        })
                .connect(InetAddress.getLoopbackAddress(), port)
                .sync();
    }
}
