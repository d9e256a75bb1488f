package io.menshen.gates;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** One Java file of the repository as the compiler parses it. */
record Source(Path file, CompilationUnitTree tree, SourcePositions positions) {
    /** The repository; tests run in the folder of their module. */
    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> MODULES =
            List.of(
                    "kernel",
                    "gateway",
                    "standalone",
                    "benchmarks",
                    "connectors/api",
                    "connectors/http");

    /** The main code of every module. */
    static List<Source> main() {
        return of("src/main/java");
    }

    /** The tests of every module. */
    static List<Source> tests() {
        return of("src/test/java");
    }

    /** The main code of the gateway alone. */
    static List<Source> gateway() {
        return parse(filesUnder(REPOSITORY.resolve("gateway/src/main/java")));
    }

    /** Its path from the repository's root, with slashes. */
    String name() {
        return REPOSITORY.relativize(file).toString().replace('\\', '/');
    }

    /** Its class, such as {@code audit.Body}; packages from {@code io.menshen} on. */
    String className() {
        var name = name().replaceFirst(".*/src/(?:main|test)/java/io/menshen/", "");
        return name.replaceFirst("\\.java$", "").replace('/', '.');
    }

    long line(Tree at) {
        return tree.getLineMap().getLineNumber(positions.getStartPosition(tree, at));
    }

    /** How many lines the tree takes. */
    long lines(Tree of) {
        var end = tree.getLineMap().getLineNumber(positions.getEndPosition(tree, of));
        return end - line(of) + 1;
    }

    /** The text of the file. */
    String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Source> of(String folder) {
        var files =
                MODULES.stream()
                        .map(module -> REPOSITORY.resolve(module).resolve(folder))
                        .flatMap(root -> filesUnder(root).stream());
        return parse(files.toList());
    }

    private static List<Path> filesUnder(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Source> parse(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var faults = new DiagnosticCollector<JavaFileObject>();
        try (var manager =
                compiler.getStandardFileManager(faults, Locale.ROOT, StandardCharsets.UTF_8)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, faults, null, null, units);
            var positions = Trees.instance(task).getSourcePositions();
            var sources = new ArrayList<Source>();
            for (var tree : task.parse()) {
                sources.add(new Source(Path.of(tree.getSourceFile().toUri()), tree, positions));
            }
            return List.copyOf(sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
