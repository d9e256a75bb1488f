package io.menshen.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.source.Compilation.Faulty;
import io.menshen.catalog.source.Compilation.Registries;
import io.menshen.masking.FieldType;
import io.menshen.masking.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The committed registries in a copy that a test may change. */
record EditedRegistries(Path folder) {
    private static final Path COMMITTED = Path.of("..", "policies", "registries");
    private static final Vocabulary KNOWN = new Vocabulary(FieldType.words(), Masking.kinds());

    /** Copies them into a folder that is there. */
    static EditedRegistries in(Path folder) throws IOException {
        try (var files = Files.list(COMMITTED)) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return new EditedRegistries(folder);
    }

    void edit(String file, String old, String changed) throws IOException {
        var path = folder.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(old);
        Files.writeString(path, text.replace(old, changed));
    }

    Catalog catalog() {
        return compiled().catalog();
    }

    Registries compiled() {
        var compiled = new RegistrySource(folder, KNOWN).compile();
        assertThat(compiled).isInstanceOf(Registries.class);
        return (Registries) compiled;
    }

    List<String> problems() {
        var compiled = new RegistrySource(folder, KNOWN).compile();
        assertThat(compiled).isInstanceOf(Faulty.class);
        return ((Faulty) compiled).problems().stream().map(Problem::toString).toList();
    }
}
