package io.menshen.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.HdrHistogram.Histogram;

/**
 * Sends at a rate on whichever connection is free. All of it runs on one event loop, without a
 * lock.
 */
final class Pacing {
    private static final int DIGITS = 3;
    private static final long NANOS = 1_000_000;

    private final Surge.Asked asked;
    private final List<ByteBuf> requests;
    private final Queue<Waiting> free = new ArrayDeque<>();
    private final Histogram shedding = new Histogram(DIGITS);
    private long begun;
    private long sent;
    private long sentBefore;
    private long good;
    private long other;

    Pacing(Surge.Asked asked, List<byte[]> requests) {
        this.asked = asked;
        this.requests = requests.stream().map(Unpooled::wrappedBuffer).toList();
    }

    /** The handler of another connection. */
    Waiting another() {
        return new Waiting();
    }

    /** Sends what is due by now, as far as there are free connections. */
    void tick() {
        if (begun == 0) {
            begun = System.nanoTime();
        }
        var elapsed = System.nanoTime() - begun;
        if (elapsed > end()) {
            return;
        }
        if (elapsed < asked.warmUp() * NANOS) {
            sentBefore = sent;
        }
        var due = (long) (asked.rate() * elapsed / 1e9);
        while (sent < due) {
            var connection = free.poll();
            if (connection == null) {
                return;
            }
            connection.send();
        }
    }

    Surge surge() {
        return new Surge(
                sent - sentBefore,
                good,
                shedding.getTotalCount(),
                other,
                asked.millis() / 1e3,
                shedding.getValueAtPercentile(50),
                shedding.getValueAtPercentile(95),
                shedding.getValueAtPercentile(99));
    }

    private boolean counts() {
        var elapsed = System.nanoTime() - begun;
        return elapsed >= asked.warmUp() * NANOS && elapsed <= end();
    }

    /** Nanoseconds from the beginning. */
    private long end() {
        return (asked.warmUp() + asked.millis()) * NANOS;
    }

    /** One connection, with at most one request under way. */
    final class Waiting extends SimpleChannelInboundHandler<HttpObject> {
        private @org.jspecify.annotations.Nullable ChannelHandlerContext context;
        private long since;
        private int status;
        private boolean tellsWhen;

        private void send() {
            var open = context;
            if (open == null) {
                return;
            }
            var request = requests.get(Math.floorMod(sent++, requests.size()));
            since = System.nanoTime();
            var _ =
                    open.writeAndFlush(
                            Unpooled.unreleasableBuffer(request.duplicate()), open.voidPromise());
        }

        @Override
        public void channelActive(ChannelHandlerContext active) {
            context = active;
            free.add(this);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext active, HttpObject part) {
            if (part instanceof HttpResponse response) {
                status = response.status().code();
                tellsWhen = response.headers().contains(HttpHeaderNames.RETRY_AFTER);
            }
            if (part instanceof LastHttpContent) {
                answered();
            }
        }

        private void answered() {
            if (status == 200) {
                good += counts() ? 1 : 0;
            } else if ((status == 429 || status == 503) && tellsWhen) {
                shed();
            } else {
                other++;
            }
            since = 0;
            free.add(this);
        }

        /** One that was sent before the end counts, however long its answer took. */
        private void shed() {
            if (since - begun >= asked.warmUp() * NANOS) {
                shedding.recordValue(System.nanoTime() - since);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext gone) {
            context = null;
            free.remove(this);
            if (since != 0) {
                other++;
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext active, Throwable cause) {
            var _ = active.close();
        }
    }
}
