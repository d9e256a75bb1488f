package io.menshen.standalone.data;

import io.menshen.standalone.StandaloneException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * All that an installation keeps, in one folder that only its owner may enter. While it is open no
 * other process can open it.
 */
public final class DataFolder implements AutoCloseable {
    /** What a first start and the seeding write, with a reserve, in bytes. */
    static final long NEEDED = 700L << 20;

    private final Path root;
    private final FolderLock lock;

    private DataFolder(Path root, FolderLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Opens a folder, which is made where it is missing.
     *
     * @param verb the command that opens it
     * @throws StandaloneException where it is in use, cannot be written, or its disk is full
     */
    public static DataFolder open(Path folder, String verb) {
        return open(folder, verb, NEEDED);
    }

    static DataFolder open(Path folder, String verb, long needed) {
        var root = folder.toAbsolutePath().normalize();
        try {
            OwnerOnly.folder(root);
            var lock = FolderLock.take(root, verb);
            checkSpace(root, verb, needed);
            return new DataFolder(root, lock);
        } catch (IOException e) {
            throw explained(root, e);
        }
    }

    private static void checkSpace(Path root, String verb, long needed) throws IOException {
        var free = Files.getFileStore(root).getUsableSpace();
        if (free < needed) {
            throw new StandaloneException(
                    "%s has %d MiB left and needs %d MiB. Free some space, or try: ./menshen %s --data OTHER_FOLDER"
                            .formatted(root, free >> 20, needed >> 20, verb));
        }
    }

    /** A failure of the disk as a line that says what to do. */
    public static StandaloneException explained(Path root, IOException failure) {
        var other = "try another folder: --data OTHER_FOLDER";
        if (failure instanceof AccessDeniedException denied) {
            return new StandaloneException(
                    "%s cannot be written by %s. Change its owner, or %s"
                            .formatted(denied.getFile(), System.getProperty("user.name"), other),
                    failure);
        }
        if (failure instanceof FileSystemException
                || String.valueOf(failure.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("space")) {
            return new StandaloneException(
                    "%s cannot be used (%s). Free some space, or %s"
                            .formatted(root, failure.getMessage(), other),
                    failure);
        }
        return new StandaloneException(root + ": " + failure, failure);
    }

    /** The folder itself. */
    public Path root() {
        return root;
    }

    /** A file or folder in it; what it is called only its user knows. */
    public Path file(String name) {
        return root.resolve(name);
    }

    /** A folder in it, made where it is missing, for its owner only. */
    public Path folder(String name) throws IOException {
        return OwnerOnly.folder(root.resolve(name));
    }

    /** Where a process writes its log. */
    public Path log(String process) throws IOException {
        return folder("logs").resolve(process + ".log");
    }

    /** Lets go of the folder; its contents stay. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw explained(root, e);
        }
    }
}
