package io.menshen.operation;

import static io.menshen.operation.Finding.fail;
import static io.menshen.operation.Finding.ok;
import static io.menshen.operation.Finding.warn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Whether journal and anchor can be written, and stand apart from the database. */
record FilesLook(Configured configured) {
    /** Stands in every data folder of PostgreSQL. */
    private static final String MARK = "PG_VERSION";

    private static final String HEAD = "{\"journal\":";

    Stream<Finding> findings() {
        var file = configured.journal().file();
        return Stream.of(journal(file), apart("journal", file), anchor());
    }

    private static Finding journal(Path file) {
        var remedy =
                "bring back the journal that belongs to this database; only a new deployment makes"
                        + " one, by ./menshen keys create";
        if (!Files.isRegularFile(file)) {
            return fail("journal", "writable", file + " is not there", remedy);
        }
        try (var lines = Files.lines(file)) {
            if (!lines.findFirst().orElse("").startsWith(HEAD)) {
                return fail("journal", "writable", file + " is no journal", remedy);
            }
        } catch (IOException e) {
            return fail("journal", "writable", Finding.line(e), remedy);
        }
        return Files.isWritable(file)
                ? ok("journal", "writable", file.toString())
                : fail(
                        "journal",
                        "writable",
                        file + " cannot be written",
                        "give it to the gateway's account, on a file system that can be written");
    }

    private Finding apart(String part, Path file) {
        for (var at = file.toAbsolutePath().getParent(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(MARK))) {
                return fail(
                        part,
                        "apart",
                        "below " + at + ", a data folder of PostgreSQL",
                        "move it to another disk: a restored database must not bring an old one back");
            }
        }
        var host = configured.storage().host();
        return RedisLook.isLoopback(host)
                ? warn(
                        part,
                        "apart",
                        "on the database's own machine; whether on its disk cannot be seen",
                        "keep it on another disk, better on another machine")
                : ok(part, "apart", "the database is at " + host);
    }

    private Finding anchor() {
        var anchor = configured.audit().anchor();
        if (anchor == null) {
            return warn(
                    "anchor",
                    "writable",
                    "none",
                    "set menshen.audit.anchor to a place out of the operator's reach");
        }
        var folder = anchor.toAbsolutePath().getParent();
        var writable =
                Files.exists(anchor)
                        ? Files.isWritable(anchor)
                        : folder != null && Files.isWritable(folder);
        return writable
                ? apart("anchor", anchor)
                : fail(
                        "anchor",
                        "writable",
                        anchor + " cannot be written",
                        "make the folder, and let the gateway's account write there");
    }
}
