package io.menshen.journal;

import io.menshen.kernel.Bytes;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The journal, shared by all gateways of a deployment. */
public interface Journal {
    /**
     * Appends an entry and forces it to disk.
     *
     * @return where it stands, which the effect's transaction keeps; a {@link
     *     io.menshen.kernel.RefusedException} {@code STORE_UNAVAILABLE} where the journal cannot be
     *     written or is not the one that this process knows, and then nothing may be changed
     */
    Mono<JournalEntry.Placed> append(JournalEntry entry);

    /**
     * All entries in order.
     *
     * @return a {@link JournalAlteredException} where it was edited or is no journal, a {@link
     *     java.io.IOException} where it is gone or cannot be read
     */
    Mono<Part> read();

    /**
     * The entries after a line.
     *
     * @param after a line that was read before
     * @return as {@link #read()}; a {@link JournalAlteredException} too where that line is not
     *     there any more: the journal was cut or replaced
     */
    Mono<Part> read(Mark after);

    /**
     * Entries that follow each other.
     *
     * @param end the last line that is whole
     */
    record Part(List<JournalEntry.Placed> entries, Mark end) {
        /** Keeps a copy. */
        public Part {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A line of a journal that was seen to hold.
     *
     * @param journal the journal's id
     * @param position the number of bytes before it
     * @param line its bytes with its end
     * @param seal what the next line's MAC covers of it
     */
    record Mark(UUID journal, long position, Bytes line, Bytes seal) {
        /** The number of bytes up to the line's end. */
        public long end() {
            return position + line.size();
        }
    }
}
