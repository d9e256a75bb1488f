package io.menshen.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.journal.Journal.Part;
import io.menshen.journal.JournalEntry.Kind;
import io.menshen.journal.JournalEntry.Placed;
import io.menshen.kernel.Clause;
import io.menshen.kernel.RefusedException;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeysetFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Clause("5.5")
class JournalFileTests {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir Path folder;
    private final Scheduler files = Schedulers.newBoundedElastic(4, 1_000, "files");
    private Path file;
    private KeyRing keys;
    private Journal journal;

    @BeforeEach
    void create() throws Exception {
        file = folder.resolve("journal");
        NewJournal.create(file);
        keys = keys("keys");
        journal = open();
    }

    @AfterEach
    void close() {
        files.dispose();
    }

    private KeyRing keys(String name) throws Exception {
        var keysets = new KeysetFiles(folder.resolve(name));
        keysets.create();
        return keysets.open();
    }

    @Test
    void reads_entries_in_the_order_of_their_positions() {
        var first = entry(Kind.WITHDRAWAL, "survey app");
        var second = entry(Kind.ERASURE, "");

        var one = append(first);
        var two = append(second);

        assertThat(two.position()).isGreaterThan(one.position());
        assertThat(one.entry()).isEqualTo(first);
        assertThat(two.entry()).isEqualTo(second);
        assertThat(read().entries()).containsExactly(one, two);
    }

    @Test
    void a_new_journal_has_an_id_of_its_own_no_entry_and_is_its_owners_alone() throws IOException {
        NewJournal.create(folder.resolve("another"));

        assertThat(read().entries()).isEmpty();
        assertThat(read().end().journal())
                .isNotEqualTo(part(at("another", keys).read()).end().journal());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void what_came_after_a_line_is_read_alone() {
        append(entry(Kind.HOLD, ""));
        var mark = read().end();
        assertThat(part(journal.read(mark)).entries()).isEmpty();

        var next = append(entry(Kind.CLOSURE, ""));

        assertThat(part(journal.read(mark)).entries()).containsExactly(next);
    }

    @Test
    void several_writers_lose_nothing_and_share_no_position() {
        var other = open();

        var placed =
                Flux.range(0, 200)
                        .flatMap(
                                i -> (i % 2 == 0 ? journal : other).append(entry(Kind.HOLD, "")), 8)
                        .collectList()
                        .block(SOON);

        assertThat(placed).hasSize(200).doesNotHaveDuplicates();
        assertThat(read().entries()).containsExactlyInAnyOrderElementsOf(placed);
    }

    @Test
    void a_torn_last_line_is_cut_off_by_the_next_append() throws IOException {
        var whole = append(entry(Kind.HOLD, ""));
        Files.writeString(file, "{\"kind\":\"ERAS", StandardOpenOption.APPEND);
        assertThat(read().entries()).containsExactly(whole);

        var next = append(entry(Kind.CLOSURE, ""));

        assertThat(read().entries()).containsExactly(whole, next);
        assertThat(part(open().read()).entries()).containsExactly(whole, next);
    }

    static Stream<Arguments> what_another_hand_does() {
        return Stream.of(
                change("edits an entry", lines -> edited(lines, 2, "HOLD", "ERASURE")),
                change("edits a MAC", lines -> edited(lines, 2, "\t01", "\t02")),
                change("makes a MAC no hex", lines -> edited(lines, 2, "\t01", "\tzz")),
                change("takes the MAC away", lines -> edited(lines, 2, "\t.*", "")),
                change("takes an entry out", lines -> without(lines, 1)),
                change("puts an entry in twice", lines -> with(lines, 2, lines.get(1))),
                change("adds an empty line", lines -> with(lines, 2, "")),
                change("swaps two entries", JournalFileTests::swapped),
                change("changes the id", lines -> edited(lines, 0, "[0-9a-f]{8}-", "01234567-")),
                change("changes the version", lines -> edited(lines, 0, ":1}", ":2}")),
                change("takes the first line out", lines -> without(lines, 0)),
                change("empties it", _ -> List.of()));
    }

    private static Arguments change(String what, UnaryOperator<List<String>> by) {
        return Arguments.of(what, by);
    }

    private static List<String> edited(List<String> lines, int at, String from, String to) {
        var changed = new ArrayList<>(lines);
        changed.set(at, lines.get(at).replaceFirst(from, to));
        return changed;
    }

    private static List<String> without(List<String> lines, int at) {
        var changed = new ArrayList<>(lines);
        changed.remove(at);
        return changed;
    }

    private static List<String> with(List<String> lines, int at, String line) {
        var changed = new ArrayList<>(lines);
        changed.add(at, line);
        return changed;
    }

    private static List<String> swapped(List<String> lines) {
        var changed = new ArrayList<>(lines);
        Collections.swap(changed, 1, 2);
        return changed;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("what_another_hand_does")
    void is_not_believed_when_another_hand(String what, UnaryOperator<List<String>> by)
            throws IOException {
        for (var i = 0; i < 3; i++) {
            append(entry(Kind.HOLD, ""));
        }
        var before = Files.readAllLines(file);
        var after = by.apply(before);
        assertThat(after).as(what).isNotEqualTo(before);
        Files.write(file, after);

        assertThatThrownBy(() -> part(open().read())).isInstanceOf(JournalAlteredException.class);
        refuses(open());
    }

    @Test
    void a_journal_of_other_keys_is_not_believed() throws Exception {
        append(entry(Kind.HOLD, ""));

        assertThatThrownBy(() -> part(at("journal", keys("others")).read()))
                .isInstanceOf(JournalAlteredException.class);
    }

    @Test
    void who_saw_more_of_it_notices_that_it_was_cut_and_appends_nothing() throws IOException {
        append(entry(Kind.HOLD, ""));
        var shorter = Files.readAllBytes(file);
        append(entry(Kind.ERASURE, ""));
        var mark = read().end();
        Files.write(file, shorter);

        assertThatThrownBy(() -> part(journal.read(mark)))
                .isInstanceOf(JournalAlteredException.class);
        refuses(journal);
        assertThat(Files.readAllBytes(file)).isEqualTo(shorter);
    }

    @Test
    void who_saw_it_notices_that_another_stands_in_its_place() throws IOException {
        append(entry(Kind.HOLD, ""));
        var mark = read().end();
        Files.delete(file);
        NewJournal.create(file);

        assertThatThrownBy(() -> part(journal.read(mark)))
                .isInstanceOf(JournalAlteredException.class);
        refuses(journal);
    }

    @Test
    void a_lost_journal_takes_nothing_and_is_not_made_anew() throws IOException {
        Files.delete(file);

        refuses(journal);
        assertThatThrownBy(() -> part(journal.read()))
                .hasCauseInstanceOf(NoSuchFileException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void is_never_replaced() {
        assertThatThrownBy(() -> NewJournal.create(file))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    private void refuses(Journal by) {
        assertThatThrownBy(() -> by.append(entry(Kind.HOLD, "")).block(SOON))
                .isInstanceOf(RefusedException.class)
                .hasMessage("STORE_UNAVAILABLE");
    }

    private Journal open() {
        return at("journal", keys);
    }

    private Journal at(String name, KeyRing by) {
        return new JournalFile(folder.resolve(name), new JournalLines(by), files);
    }

    private Placed append(JournalEntry entry) {
        return journal.append(entry).blockOptional(SOON).orElseThrow();
    }

    private Part read() {
        return part(journal.read());
    }

    private static Part part(Mono<Part> read) {
        return read.blockOptional(SOON).orElseThrow();
    }

    private static JournalEntry entry(Kind kind, String word) {
        return new JournalEntry(
                kind, Instant.parse("2026-11-24T08:00:00Z"), UUID.randomUUID(), word);
    }
}
