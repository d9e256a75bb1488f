package io.menshen.standalone.data;

import io.menshen.standalone.StandaloneException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a data folder for one process. The operating system drops the lock with the process, so
 * that one which was killed leaves none behind.
 */
final class FolderLock implements AutoCloseable {
    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes the lock of a folder.
     *
     * @param verb what holds it, for who comes second
     * @throws StandaloneException where another process holds it; the line names that process
     */
    static FolderLock take(Path folder, String verb) throws IOException {
        var path = folder.resolve("lock");
        var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (attempt(file) == null) {
            file.close();
            throw new StandaloneException(
                    "%s is in use by process %s. Stop that one first, or try: ./menshen %s --data OTHER_FOLDER"
                            .formatted(folder, Files.readString(path).strip(), verb));
        }
        file.truncate(0);
        var holder = "%d (menshen %s)%n".formatted(ProcessHandle.current().pid(), verb);
        file.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
        return new FolderLock(file);
    }

    private static @Nullable FileLock attempt(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
