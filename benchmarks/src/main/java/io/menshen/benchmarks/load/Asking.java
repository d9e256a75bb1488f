package io.menshen.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One connection: asks, waits for the whole answer, asks again, until the time is over. Where the
 * server ends a connection with an answer, another one goes on.
 */
final class Asking extends SimpleChannelInboundHandler<HttpObject> {
    private final Counted counted;
    private final List<ByteBuf> requests;
    private final String ending;
    private final Lane lane;
    private int next;
    private long sent;
    private boolean good;
    private boolean stays;
    private String tail = "";

    /**
     * A connection.
     *
     * @param first where in the requests it begins
     * @param lane told when it has ended
     */
    Asking(Counted counted, List<ByteBuf> requests, int first, String ending, Lane lane) {
        this.counted = counted;
        this.requests = requests;
        this.next = first;
        this.ending = ending;
        this.lane = lane;
    }

    /** What goes on when a connection has ended. */
    interface Lane {
        /** Nothing more is asked. */
        void ended();

        /** The server ended the connection: another one goes on from that request. */
        void goesOn(int next);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ask(context);
    }

    private void ask(ChannelHandlerContext context) {
        var request = requests.get(Math.floorMod(next++, requests.size()));
        tail = "";
        sent = System.nanoTime();
        var _ =
                context.writeAndFlush(
                        Unpooled.unreleasableBuffer(request.duplicate()), context.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part instanceof HttpResponse response) {
            good = response.status().equals(HttpResponseStatus.OK);
            stays = HttpUtil.isKeepAlive(response);
        }
        if (part instanceof HttpContent content) {
            keepTail(content.content());
        }
        if (part instanceof LastHttpContent) {
            ended(context);
        }
    }

    /** The last bytes of the body, enough to see how it ends. */
    private void keepTail(ByteBuf content) {
        var length = Math.min(content.readableBytes(), ending.length());
        if (length > 0) {
            var from = content.writerIndex() - length;
            var joined = tail + content.toString(from, length, StandardCharsets.ISO_8859_1);
            tail = joined.substring(Math.max(0, joined.length() - ending.length()));
        }
    }

    private void ended(ChannelHandlerContext context) {
        if (good && tail.equals(ending)) {
            counted.answered(sent);
        } else {
            counted.failed();
        }
        sent = 0;
        if (counted.isOver() || !stays) {
            var _ = context.close();
        } else {
            ask(context);
        }
    }

    /** A connection that ends with a request under way has failed. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (sent != 0) {
            counted.failed();
            lane.ended();
        } else if (counted.isOver()) {
            lane.ended();
        } else {
            lane.goesOn(next);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
