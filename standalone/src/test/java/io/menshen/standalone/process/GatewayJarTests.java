package io.menshen.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.Gateway;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatewayJarTests {
    private static final List<String> DEVELOPMENT =
            List.of("io/menshen/standalone", "net/datafaker", "io/zonky", "redis/embedded");

    @Test
    void holds_no_development_part() throws Exception {
        assertThat(classesThatName(DEVELOPMENT)).isEmpty();
        assertThat(classesThatName(List.of("io/menshen/storage/Migration"))).isNotEmpty();
    }

    @Test
    void runs_without_the_classes_of_standalone() throws IOException {
        var gateway = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        var child = GatewayProcess.classPath().split(File.pathSeparator, -1);
        assertThat(gateway).contains(child);
        assertThat(child.length).isLessThan(gateway.length);
        assertThat(child).noneMatch(entry -> Files.exists(Path.of(entry, "io/menshen/standalone")));
        assertThat(child).anyMatch(entry -> entry.contains("spring-boot"));
    }

    private static Set<String> classesThatName(List<String> words)
            throws IOException, URISyntaxException {
        var place =
                Path.of(Gateway.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return classesThatName(place, words);
        }
        try (var jar = FileSystems.newFileSystem(place)) {
            return classesThatName(jar.getPath("/"), words);
        }
    }

    private static Set<String> classesThatName(Path root, List<String> words) throws IOException {
        var found = new HashSet<String>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                words.stream().filter(text::contains).forEach(word -> found.add(file + " " + word));
            }
        }
        return found;
    }
}
