package io.menshen.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** The first journal of a deployment. A journal that was lost is not replaced by a gateway. */
public final class NewJournal {
    private NewJournal() {}

    /**
     * Makes a journal without entries, that its owner alone may read. The database that first sees
     * it keeps its id.
     *
     * @throws java.nio.file.FileAlreadyExistsException where there is one; it is never replaced
     */
    public static void create(Path file) throws IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel =
                FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(owner))) {
            var head = ByteBuffer.wrap(JournalLines.head(UUID.randomUUID()));
            while (head.hasRemaining()) {
                channel.write(head);
            }
            channel.force(true);
        }
    }
}
