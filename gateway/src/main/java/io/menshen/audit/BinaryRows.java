package io.menshen.audit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the binary form of COPY (PostgreSQL's manual, COPY, “Binary Format”): each value has its
 * length before it, so that none can end another.
 */
final class BinaryRows {
    private static final byte[] HEAD = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int END = -1;
    private static final int NULL = -1;
    private static final int USUAL_SIZE = 768;

    /** Microseconds from 1970, where ours begin, to 2000, where PostgreSQL's do. */
    private static final long TO_2000 = 946_684_800_000_000L;

    private final ByteBuf out;

    BinaryRows(int rows) {
        out = Unpooled.buffer(HEAD.length + rows * USUAL_SIZE);
        out.writeBytes(HEAD);
    }

    /** Begins a row of so many values. */
    BinaryRows row(int values) {
        out.writeShort(values);
        return this;
    }

    /** A {@code uuid}. */
    BinaryRows uuid(@Nullable UUID value) {
        if (value == null) {
            return nothing();
        }
        out.writeInt(2 * Long.BYTES);
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
        return this;
    }

    /** A {@code bigint}. */
    BinaryRows number(long value) {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
        return this;
    }

    /** A {@code timestamptz}, of microseconds since 1970. */
    BinaryRows moment(long micros) {
        return number(micros - TO_2000);
    }

    /** A {@code bytea} of hexadecimal digits. */
    BinaryRows bytes(String hex) {
        return value(HexFormat.of().parseHex(hex));
    }

    /** A {@code text}. */
    BinaryRows text(@Nullable String value) {
        return value == null ? nothing() : value(value.getBytes(StandardCharsets.UTF_8));
    }

    private BinaryRows value(byte[] value) {
        out.writeInt(value.length);
        out.writeBytes(value);
        return this;
    }

    private BinaryRows nothing() {
        out.writeInt(NULL);
        return this;
    }

    /** All rows, with the end after them. */
    ByteBuf end() {
        return out.writeShort(END);
    }
}
