package io.menshen.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.journal.Journal.Mark;
import io.menshen.journal.Journal.Part;
import io.menshen.kernel.Bytes;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of a journal. The first line names it: {@code {"journal":ID,"version":1}}. Every other
 * is an entry as JSON, a tab, and in hex a MAC over the entry's bytes and the MAC of the line
 * before (over the first line itself, at the first entry). So a line cannot be edited, moved, taken
 * out or brought from another journal unseen; that the last ones are missing, it cannot tell.
 */
final class JournalLines {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int VERSION = 1;
    private static final byte[] USE = "revocation".getBytes(UTF_8);
    private static final String RESTORE =
            "; bring back the journal that belongs to this database and start the gateways anew";

    private final KeyRing keys;

    JournalLines(KeyRing keys) {
        this.keys = keys;
    }

    private record Head(UUID journal, int version) {}

    /** The only line of a new journal. */
    static byte[] head(UUID journal) {
        return (JSON.writeValueAsString(new Head(journal, VERSION)) + "\n").getBytes(UTF_8);
    }

    /** The line of an entry. */
    byte[] line(Mark before, JournalEntry entry) {
        var json = JSON.writeValueAsString(entry);
        var mac = keys.mac(MacUse.JOURNAL, covered(before, json));
        return (json + "\t" + HexFormat.of().formatHex(mac) + "\n").getBytes(UTF_8);
    }

    /**
     * Reads the whole lines; a last one without its end was never acknowledged and is left out.
     *
     * @param after what stands before the bytes; null where they are the journal's first
     * @throws JournalAlteredException at the first line that does not hold
     */
    Part read(@Nullable Mark after, byte[] bytes) {
        var entries = new ArrayList<JournalEntry.Placed>();
        var last = after;
        var begin = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                var line = Arrays.copyOfRange(bytes, begin, i + 1);
                last = last == null ? first(line) : entry(last, line, entries);
                begin = i + 1;
            }
        }
        if (last == null) {
            throw new JournalAlteredException("the journal has no first line" + RESTORE);
        }
        return new Part(entries, last);
    }

    private static Mark first(byte[] line) {
        try {
            var head = JSON.readValue(line, Head.class);
            if (head.version() == VERSION && head.journal() != null) {
                return new Mark(head.journal(), 0, Bytes.copyOf(line), Bytes.copyOf(line));
            }
        } catch (JacksonException e) {
            throw altered(0);
        }
        throw altered(0);
    }

    private Mark entry(Mark before, byte[] line, List<JournalEntry.Placed> entries) {
        var text = new String(line, 0, line.length - 1, UTF_8);
        var tab = text.indexOf('\t');
        var mac = tab < 0 ? new byte[0] : mac(before, text.substring(tab + 1));
        var json = tab < 0 ? "" : text.substring(0, tab);
        if (!keys.verifies(MacUse.JOURNAL, mac, covered(before, json))) {
            throw altered(before.end());
        }
        var seal = Bytes.copyOf(mac);
        var entry = JSON.readValue(json, JournalEntry.class);
        entries.add(new JournalEntry.Placed(before.end(), seal, entry));
        return new Mark(before.journal(), before.end(), Bytes.copyOf(line), seal);
    }

    private static byte[] mac(Mark before, String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw altered(before.end());
        }
    }

    private static List<byte[]> covered(Mark before, String json) {
        return List.of(USE, before.seal().toArray(), json.getBytes(UTF_8));
    }

    private static JournalAlteredException altered(long position) {
        return new JournalAlteredException(
                "the journal's line at byte " + position + " is not as it was written" + RESTORE);
    }

    /** A line that was there is not there any more. */
    static JournalAlteredException cut(long position) {
        return new JournalAlteredException(
                "the journal's line at byte " + position + " was cut off or replaced" + RESTORE);
    }
}
