package io.menshen.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.menshen.audit.Finding.Kind;
import io.menshen.kernel.Clause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@Clause("5.5")
class VerifierTests {
    private final Sample log = new Sample();
    private final List<Checkpoint> anchors = List.copyOf(log.checkpoints);

    private record Place(Kind kind, @Nullable UUID chain, long seq) {
        static Place of(Finding finding) {
            return new Place(finding.kind(), finding.chain(), finding.seq());
        }
    }

    private List<Place> found() {
        return log.verify(anchors).stream().map(Place::of).toList();
    }

    private static List<Finding> offline(
            List<String> lines, List<Checkpoint> anchors, Instant oldest) throws IOException {
        var text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        return offline(text.getBytes(StandardCharsets.UTF_8), anchors, oldest);
    }

    private static List<Finding> offline(byte[] export, List<Checkpoint> anchors, Instant oldest)
            throws IOException {
        return new ExportCheck(Sample.KEY.verifying(), anchors)
                .check(new ExportLines(new ByteArrayInputStream(export)), oldest);
    }

    private static Entry with(Entry entry, Body body) {
        return new Entry(entry.chain(), entry.seq(), entry.previous(), entry.hash(), body);
    }

    private Body otherBody() {
        return Body.of(Sample.entry(900));
    }

    @Test
    void finds_nothing_in_an_untouched_log() throws IOException {
        assertThat(log.verify(anchors)).isEmpty();
        assertThat(offline(log.export(), anchors, Sample.AT)).isEmpty();
    }

    @Test
    void names_an_edited_record() {
        var at = log.place(Sample.SECOND, 3);
        log.entries.set(at, with(log.entries.get(at), otherBody()));
        assertThat(found()).containsExactly(new Place(Kind.EDITED, Sample.SECOND, 3));
    }

    @Test
    void names_a_record_edited_together_with_its_hash() {
        var at = log.place(Sample.SECOND, 3);
        var head = log.entries.get(at - 1).head();
        log.entries.set(at, Entry.after(head, otherBody()));
        assertThat(found()).containsExactly(new Place(Kind.EDITED, Sample.SECOND, 3));
    }

    @Test
    void names_a_deleted_record() {
        log.entries.remove(log.place(Sample.FIRST, 4));
        assertThat(found()).containsExactly(new Place(Kind.DELETED, Sample.FIRST, 4));
    }

    @Test
    void names_reordered_records() {
        var at = log.place(Sample.FIRST, 4);
        var here = log.entries.get(at);
        var next = log.entries.get(at + 1);
        log.entries.set(at, new Entry(Sample.FIRST, 4, next.previous(), next.hash(), next.body()));
        log.entries.set(
                at + 1, new Entry(Sample.FIRST, 5, here.previous(), here.hash(), here.body()));
        assertThat(found()).contains(new Place(Kind.REORDERED, Sample.FIRST, 4));
    }

    @Test
    void names_where_a_chain_was_cut() {
        log.entries.remove(log.place(Sample.THIRD, 2));
        assertThat(found()).containsExactly(new Place(Kind.CUT, Sample.THIRD, 2));
    }

    @Test
    void names_the_cut_of_records_and_newest_checkpoint_by_the_second_place() {
        log.entries.remove(log.place(Sample.THIRD, 2));
        log.checkpoints.removeLast();
        assertThat(found()).containsExactly(new Place(Kind.CUT, null, 4));
    }

    @Test
    void names_a_checkpoint_signed_with_another_key() {
        var last = log.checkpoints.getLast();
        var key = Sample.signing(Sample.pair());
        log.checkpoints.set(
                3,
                Checkpoint.sign(4, Long.parseLong(last.at()), last.previous(), last.heads(), key));
        assertThat(found()).contains(new Place(Kind.RESIGNED, null, 4));
    }

    @Test
    void names_the_fork_of_a_chain_rewritten_to_its_end() {
        var from = log.place(Sample.THIRD, 1);
        var head = log.openings.getLast().head();
        for (var at = from; at < log.entries.size(); at++) {
            var forged = Entry.after(head, otherBody());
            log.entries.set(at, forged);
            head = forged.head();
        }
        assertThat(found()).contains(new Place(Kind.FORKED, Sample.THIRD, 2));
    }

    @Test
    void names_a_checkpoint_that_the_second_place_knows_otherwise() {
        var last = log.checkpoints.getLast();
        var heads = last.heads().subList(0, 1);
        log.checkpoints.set(
                3, Checkpoint.sign(4, Body.micros(Sample.AT), last.previous(), heads, Sample.KEY));
        assertThat(found()).contains(new Place(Kind.FORKED, null, 4));
    }

    @Test
    void names_a_missing_chain() {
        log.openings.remove(1);
        log.entries.removeIf(entry -> entry.chain().equals(Sample.SECOND));
        assertThat(found()).contains(new Place(Kind.CHAIN_MISSING, Sample.SECOND, 0));
    }

    @Test
    void says_not_anchored_without_a_second_place() {
        assertThat(log.verify(List.of()).stream().map(Place::of))
                .containsExactly(new Place(Kind.NOT_ANCHORED, null, 1));
        assertThat(log.verify(anchors.subList(0, 2)).stream().map(Place::of))
                .containsExactly(new Place(Kind.NOT_ANCHORED, null, 3));
    }

    @Test
    void names_a_stale_export() throws IOException {
        assertThat(offline(log.export(), anchors, Sample.AT.plusSeconds(1)))
                .extracting(Finding::kind)
                .containsExactly(Kind.STALE_EXPORT);
        log.checkpoints.removeLast();
        assertThat(offline(log.export(), anchors, Sample.AT).stream().map(Place::of))
                .containsExactly(new Place(Kind.STALE_EXPORT, null, 4));
    }

    @Test
    void names_an_export_signed_with_another_key() throws IOException {
        var lines = log.export();
        var seal = new ExportSeal();
        lines.removeLast();
        lines.forEach(seal::add);
        lines.add(seal.sign(Body.micros(Sample.AT), Sample.signing(Sample.pair())));
        assertThat(offline(lines, anchors, Sample.AT))
                .extracting(Finding::kind)
                .containsExactly(Kind.RESIGNED);
    }

    @Test
    void detects_each_of_1000_random_single_mutations() throws IOException {
        var random = new Random(20261124);
        var original = log.export();
        for (var round = 0; round < 1000; round++) {
            var lines = new ArrayList<>(original);
            var what = mutate(lines, random);
            assertThat(offline(lines, anchors, Sample.AT))
                    .as("%s, round %d", what, round)
                    .isNotEmpty();
        }
    }

    /** The same without the export's signed head: records, chains and checkpoints alone. */
    @Test
    void detects_each_of_1000_random_mutations_of_what_stands_in_the_database() throws IOException {
        var random = new Random(6962);
        var original = log.export();
        for (var round = 0; round < 1000; round++) {
            var lines = new ArrayList<>(original.subList(0, original.size() - 1));
            var what = mutate(lines, random);
            assertThat(offline(lines, anchors, Sample.AT))
                    .as("%s, round %d", what, round)
                    .anyMatch(finding -> !finding.detail().equals("the signed head is missing"));
        }
    }

    /** One bit, in every kind of line and in line feeds, as bytes: so that no spelling is lost. */
    @Test
    void detects_each_single_bit_of_each_kind_of_line() throws IOException {
        var random = new Random(8032);
        var lines = log.export();
        var begins = new int[lines.size() + 1];
        for (var at = 0; at < lines.size(); at++) {
            begins[at + 1] = begins[at] + lines.get(at).getBytes(StandardCharsets.UTF_8).length + 1;
        }
        var export = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        for (var at = 0; at < lines.size(); at++) {
            for (var times = 0; times < 20; times++) {
                var place = begins[at] + random.nextInt(begins[at + 1] - begins[at]);
                assertFound(export, place, 1 << random.nextInt(8));
            }
            for (var bit = 1; bit < 256; bit <<= 1) {
                assertFound(export, begins[at + 1] - 1, bit);
            }
        }
    }

    private void assertFound(byte[] export, int place, int bit) throws IOException {
        var altered = export.clone();
        altered[place] ^= (byte) bit;
        assertThat(offline(altered, anchors, Sample.AT))
                .as("bit %d of byte %d", bit, place)
                .isNotEmpty();
    }

    @Test
    void tells_a_torn_tail_wherever_it_was_torn() throws IOException {
        var export = (String.join("\n", log.export()) + "\n").getBytes(StandardCharsets.UTF_8);
        for (var length = 0; length < export.length; length += 61) {
            assertThat(offline(Arrays.copyOf(export, length), anchors, Sample.AT))
                    .as("the first %d bytes", length)
                    .anyMatch(finding -> finding.kind() == Kind.CUT);
        }
        assertThat(offline(Arrays.copyOf(export, export.length - 1), anchors, Sample.AT))
                .extracting(Finding::kind, Finding::seq)
                .containsExactly(tuple(Kind.UNREADABLE, (long) log.export().size()));
    }

    @Test
    void names_a_checkpoint_whose_changes_were_edited() {
        var third = log.checkpoints.get(2);
        var head = third.heads().getFirst();
        var forged = new Head(head.chain(), head.seq() - 1, head.hash());
        log.checkpoints.set(
                2,
                new Checkpoint(
                        3,
                        third.at(),
                        third.previous(),
                        third.base(),
                        third.chains(),
                        List.of(forged),
                        third.root(),
                        third.keyId(),
                        third.signature()));
        assertThat(found()).contains(new Place(Kind.EDITED, null, 3));
    }

    @Test
    void names_a_deleted_checkpoint_and_not_those_that_build_on_it() {
        log.checkpoints.remove(1);
        assertThat(log.verify(List.of()).stream().map(Place::of))
                .containsExactlyInAnyOrder(
                        new Place(Kind.DELETED, null, 2), new Place(Kind.NOT_ANCHORED, null, 1));
    }

    @Test
    void counts_records_over_all_chains_for_a_person_to_find() throws IOException {
        var at = log.place(Sample.SECOND, 3);
        log.entries.set(at, with(log.entries.get(at), otherBody()));
        assertThat(log.verify(anchors)).extracting(Finding::record).containsExactly(at + 1L);
        assertThat(offline(log.export(), anchors, Sample.AT))
                .extracting(Finding::place)
                .containsExactly("chain " + Sample.SECOND + " seq 3 (record " + (at + 1) + ")");
    }

    @Test
    void counts_to_the_record_before_a_broken_link() {
        var at = log.place(Sample.SECOND, 3);
        log.entries.set(at, Entry.after(log.entries.get(at - 1).head(), otherBody()));
        assertThat(log.verify(anchors)).extracting(Finding::record).containsExactly(at + 1L);
    }

    private static String mutate(List<String> lines, Random random) {
        var at = random.nextInt(lines.size());
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.subList(at, lines.size()).clear();
            case 3 -> swap(lines, at, random);
            default -> lines.set(at, flip(lines.get(at), random));
        }
        return "line " + (at + 1);
    }

    private static void swap(List<String> lines, int at, Random random) {
        var by = 1 + random.nextInt(lines.size() - 1);
        Collections.swap(lines, at, (at + by) % lines.size());
    }

    private static String flip(String line, Random random) {
        var chars = line.toCharArray();
        chars[random.nextInt(chars.length)] ^= (char) (1 << random.nextInt(7));
        return new String(chars);
    }
}
