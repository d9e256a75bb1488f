package io.menshen.standalone.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks through every file of a folder. */
public final class FolderSearch {
    private final Search search;

    /** Looks for what that search looks for. */
    public FolderSearch(Search search) {
        this.search = search;
    }

    /**
     * Reads every file below the folder, or the one file that it is.
     *
     * @throws IOException where a file cannot be read; one that was deleted meanwhile is passed
     *     over
     */
    public Findings in(Path folder) throws IOException {
        var hits = new ArrayList<Hit>();
        var bytes = 0L;
        for (var file : files(folder)) {
            try (var stream = Files.newInputStream(file)) {
                hits.addAll(search.in(file.toString(), stream));
                bytes += Files.size(file);
            } catch (NoSuchFileException _) {
                // A server removes files of its own while it is looked through.
            }
        }
        return new Findings(hits, bytes);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
