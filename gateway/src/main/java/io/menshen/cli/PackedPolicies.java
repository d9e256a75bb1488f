package io.menshen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.catalog.Catalog;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Bytes;
import io.menshen.policy.Bundle;
import io.menshen.policy.BundleRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The policies of a pack: each bundle as it was in force, its registries, and who sees what by it.
 */
final class PackedPolicies {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final PackFolder work;
    private final LocalDate day;

    PackedPolicies(PackFolder work, LocalDate last, Clock clock) {
        this.work = work;
        var today = BusinessDay.today(clock);
        this.day = last.isAfter(today) ? today : last;
    }

    /**
     * Writes what is found.
     *
     * @param sources bundles, or folders of them
     * @return the revisions that no source holds
     */
    List<Integer> write(Collection<Integer> revisions, List<Path> sources) throws IOException {
        var found = found(sources);
        var missing = new ArrayList<Integer>();
        for (var revision : revisions) {
            var archive = found.get(revision);
            if (archive == null) {
                missing.add(revision);
            } else {
                write(revision, archive);
            }
        }
        return missing;
    }

    private void write(int revision, Bytes archive) throws IOException {
        var folder = "policy/" + revision + "/";
        var bundle = BundleFiles.read(archive);
        var registries = bundle.data().path("registries");
        work.write(folder + "bundle.tar.gz", archive.toArray());
        work.write(folder + "registries.json", PRETTY.writeValueAsBytes(registries));
        var cells =
                new Matrix(Catalog.parse(registries), new Engine(bundle), day.toString()).cells();
        work.write(folder + "matrix.csv", text(PolicyMatrix.csv(cells)));
        work.write(folder + "matrix.md", text(PolicyMatrix.markdown(cells)));
    }

    private static byte[] text(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(Collectors.joining()).getBytes(UTF_8);
    }

    private static Map<Integer, Bytes> found(List<Path> sources) throws IOException {
        var found = new HashMap<Integer, Bytes>();
        for (var source : sources) {
            for (var file : files(source)) {
                var archive = Bytes.copyOf(Files.readAllBytes(file));
                revision(archive).ifPresent(one -> found.putIfAbsent(one, archive));
            }
        }
        return found;
    }

    /** Whatever else lies in a folder of bundles is none of them. */
    private static Optional<Integer> revision(Bytes archive) {
        try {
            return Optional.of(Bundle.read(archive).revision());
        } catch (BundleRefusedException _) {
            return Optional.empty();
        }
    }

    private static List<Path> files(Path source) throws IOException {
        if (Files.isRegularFile(source)) {
            return List.of(source);
        }
        if (!Files.isDirectory(source)) {
            return List.of();
        }
        try (var files = Files.list(source)) {
            return files.filter(file -> file.toString().endsWith(".tar.gz")).sorted().toList();
        }
    }
}
