package io.menshen.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * A file to be imported.
 *
 * @param mapping what its columns mean; null of a form without columns
 */
record ImportFile(
        Path file, ImportForm form, FileEncoding encoding, @Nullable ImportMapping mapping) {
    private static final int ENOUGH = 20;

    /**
     * A file that is there and can be read.
     *
     * @throws CannotException where it is not, or is empty
     */
    static ImportFile of(Path file, ImportForm form, @Nullable Path mapping) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CannotException(file + " does not exist or is no file");
        }
        var encoding = FileEncoding.of(file);
        if (Files.size(file) == encoding.mark()) {
            throw new CannotException(file + " is empty");
        }
        if (form == ImportForm.CSV && mapping == null) {
            throw new CannotException(
                    "a CSV needs --mapping FILE, which says what its columns mean; docs/import.md has one");
        }
        var whole =
                new ImportFile(
                        file, form, encoding, mapping == null ? null : ImportMapping.of(mapping));
        whole.checkHead();
        return whole;
    }

    private void checkHead() throws IOException {
        if (mapping != null) {
            try (var rows = new ImportRows(encoding.open(file), form)) {
                mapping.requireIn(rows.head());
            }
        }
    }

    /** How many rows it has, those that are empty too. */
    long rows() throws IOException {
        try (var rows = opened(0)) {
            return rows.count();
        }
    }

    /** The id of the import: the same file and mapping are the same import, wherever they lie. */
    String id() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((form + "\n").getBytes(StandardCharsets.UTF_8));
            Optional.ofNullable(mapping).map(ImportMapping::json).ifPresent(digest::update);
            try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return "file-" + HexFormat.of().formatHex(digest.digest(), 0, ENOUGH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its text behind so many rows, read as it is asked for. */
    Flux<byte[]> behind(long rows) {
        return Flux.using(() -> opened(rows), ImportFile::pieces)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private ImportRows opened(long rows) throws IOException {
        var opened = new ImportRows(encoding.open(file), form);
        opened.behind(rows);
        return opened;
    }

    private static Flux<byte[]> pieces(ImportRows rows) {
        return Flux.generate(sink -> {
            try {
                var piece = rows.next();
                Optional.ofNullable(piece).ifPresentOrElse(sink::next, sink::complete);
            } catch (IOException e) {
                sink.error(e);
            }
        });
    }
}
