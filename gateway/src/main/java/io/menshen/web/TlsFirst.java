package io.menshen.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Closes on a client that does not begin with a TLS handshake record (RFC 8446 §5.1). Netty would
 * dump what came into the log, and that can be a request in clear, with its token and its body.
 */
final class TlsFirst extends ChannelInboundHandlerAdapter {
    private static final int HANDSHAKE = 22;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            if (bytes.getByte(bytes.readerIndex()) != HANDSHAKE) {
                context.close().addListener(_ -> bytes.release());
                return;
            }
            context.pipeline().remove(this);
        }
        context.fireChannelRead(message);
    }
}
