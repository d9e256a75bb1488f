package io.menshen.cases;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Bytes;
import io.menshen.keys.SubjectKey.Place;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/**
 * A copy as it lies in the database. The seal vouches for all of it: it opens for that person, that
 * form and that time alone.
 *
 * @param form a word, such as {@code csv}
 * @param made in milliseconds
 * @param expires when it is given no more, in milliseconds
 */
record CopyRow(UUID id, String form, Instant made, Instant expires, Bytes sealed) {
    static CopyRow of(Readable row) {
        return new CopyRow(
                get(row, "copy_id", UUID.class),
                get(row, "form", String.class),
                Instant.ofEpochMilli(get(row, "made", Long.class)),
                Instant.ofEpochMilli(get(row, "expires", Long.class)),
                Bytes.copyOf(bytes(get(row, "sealed", ByteBuffer.class))));
    }

    /** Where the seal stands; its two times are bound by their milliseconds. */
    static Place place(UUID id, String form, Instant made, Instant expires) {
        return new Place(
                "cases",
                id.toString(),
                "copy",
                0,
                form + " " + made.toEpochMilli() + " " + expires.toEpochMilli(),
                "page",
                LocalDate.ofInstant(expires, BusinessDay.ZONE));
    }

    Place place() {
        return place(id, form, made, expires);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
