package io.menshen.cli;

import io.menshen.kernel.CsvCell;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A CSV with a line for each row that was answered, in their order: what a run that was ended goes
 * on from. It holds tokens and words of the gateway, no value of the file.
 */
final class ImportResults implements AutoCloseable {
    private static final char MARK = '\uFEFF';
    private static final String END = "\r\n";
    private static final String HEAD = "row,status,subject,decision,faults,";

    private final BufferedWriter writer;
    private final Map<String, String> columns;
    private long last;

    private ImportResults(BufferedWriter writer, Map<String, String> columns, long last) {
        this.writer = writer;
        this.columns = columns;
        this.last = last;
    }

    /**
     * Opens or makes a file of results.
     *
     * @param id of the import; a file of another one is not written to
     * @param columns the columns that fill fields, by field
     */
    static ImportResults open(Path file, String id, Map<String, String> columns)
            throws IOException {
        var head = MARK + HEAD + new CsvCell(id).written() + END;
        if (!Files.exists(file)) {
            begin(file, head);
        } else if (!isOf(file, head)) {
            throw new CannotException(
                    file + " has the results of another import; name another file by --results");
        }
        var last = cut(file);
        return new ImportResults(
                Files.newBufferedWriter(file, StandardOpenOption.APPEND), columns, last);
    }

    /** Its owner's alone, and with a whole head or not there: it has tokens of people. */
    private static void begin(Path file, String head) throws IOException {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in one");
        var begun = Files.createTempFile(folder, ".results", ".csv");
        try {
            Files.writeString(begun, head);
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(begun);
        }
    }

    private static boolean isOf(Path file, String head) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var wanted = head.getBytes(StandardCharsets.UTF_8);
            return new String(in.readNBytes(wanted.length), StandardCharsets.UTF_8).equals(head);
        }
    }

    /**
     * Takes away a line that was not written to its end; the answer is the last whole one's row.
     */
    private static long cut(Path file) throws IOException {
        var whole = 0L;
        var last = 0L;
        var row = new RowNumber();
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var at = 0L;
            for (var next = in.read(); next >= 0; next = in.read()) {
                at++;
                row.add(next);
                if (next == '\n') {
                    whole = at;
                    last = row.end();
                }
            }
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
        }
        return last;
    }

    /** The number with which a line begins. */
    private static final class RowNumber {
        private long number;
        private boolean over;

        void add(int next) {
            over |= next < '0' || next > '9';
            number = over ? number : number * 10 + next - '0';
        }

        long end() {
            var read = number;
            number = 0;
            over = false;
            return read;
        }
    }

    /** How many rows there are of each status, of all runs. */
    static Map<String, Long> counts(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.skip(1)
                    .map(line -> line.split("\"", 3)[1])
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }
    }

    /** The last row that was answered; 0 where none was. */
    long last() {
        return last;
    }

    /** Adds the answer to a row. */
    void add(JsonNode answer) throws IOException {
        last = answer.path("row").asLong();
        var faults = answer.path("faults").valueStream().map(this::told);
        var cells =
                Stream.of(
                        text(answer, "status"),
                        text(answer, "subject"),
                        text(answer, "id"),
                        faults.collect(Collectors.joining("; ")));
        writer.write(
                last
                        + ","
                        + cells.map(cell -> new CsvCell(cell).written())
                                .collect(Collectors.joining(","))
                        + END);
    }

    /** A fault by the column that holds it, where one does. */
    String told(JsonNode fault) {
        var pointer = text(fault, "pointer");
        var field = pointer.startsWith("/fields/") ? pointer.substring("/fields/".length()) : "";
        var place = columns.getOrDefault(field, pointer);
        return Stream.of(place, text(fault, "code"), text(fault, "clause"), text(fault, "detail"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    /** Whatever was added is in the file when the machine goes on. */
    void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
